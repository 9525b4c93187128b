// Checks one after the other, a line each, and a closing count that .ci/run reads.

let [passed, failed] = [0, 0];

export async function check(name, body) {
  try {
    await body();
    passed++;
    process.stdout.write(`ok   ${name}\n`);
  } catch (error) {
    failed++;
    process.stdout.write(`FAIL ${name}\n     ${error?.stack ?? error}\n`);
  }
}

export function finish() {
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 ? 0 : 1);
}
