// Counts what holds, and closes with the line that .ci/run reads.

let [passed, failed] = [0, 0];

export function check(name: string, seen: unknown, wanted: unknown): void {
  const holds = JSON.stringify(seen) === JSON.stringify(wanted);
  if (holds) passed += 1;
  else failed += 1;
  const difference = holds ? "" : `: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`;
  console.log(`${holds ? "ok    " : "FAILED"} ${name}${difference}`);
}

export function close(): void {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
