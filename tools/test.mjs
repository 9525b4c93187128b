// `npm test`: installs what is missing, runs every vitest project, and closes with the one line that machines read:
// `N passed, N failed` (", N skipped" may follow). Arguments after `--` go to vitest.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./setup.mjs";

const tallyPath = join(root, "node_modules", ".cache", "plexus-tally.json");

/** Runs vitest and gives its exit code, or 1 when a signal ended it. */
function runVitest(extra) {
  const command = join(root, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [command, "run", ...extra], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PLEXUS_TALLY: tallyPath },
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function readTally() {
  if (!existsSync(tallyPath)) return { passed: 0, failed: 1, skipped: 0 };
  return JSON.parse(readFileSync(tallyPath, "utf8"));
}

try {
  await ensureInstalled();
} catch (error) {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
mkdirSync(join(root, "node_modules", ".cache"), { recursive: true });
rmSync(tallyPath, { force: true });
const code = await runVitest(process.argv.slice(2));
const tally = readTally();
// A crash outside any test, or a run without tests, is a failure even when no test says so.
const failed = code !== 0 && tally.failed === 0 ? 1 : tally.failed;
console.log(`${tally.passed} passed, ${failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""}`);
process.exitCode = failed > 0 || tally.passed === 0 ? 1 : 0;
