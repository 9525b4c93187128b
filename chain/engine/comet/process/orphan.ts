// A CometBFT whose node was killed: it ends by itself in all but 2 of 100 cases (cometbft.md §2, "Zombie"), and while it
// lives its database and port are locked. The process file in its home says whom to look for.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../logger.js";
import type { CometPaths } from "../home/cometHome.js";

const GRACE_MS = 3_000;

export function noteProcess(paths: CometPaths, pid: number): void {
  writeFileSync(paths.processFile, `${pid}\n`);
}

export function forgetProcess(paths: CometPaths): void {
  rmSync(paths.processFile, { force: true });
}

/** Waits for an earlier CometBFT of this home to end, and ends it after three seconds. */
export async function endOrphan(paths: CometPaths, logger: Logger): Promise<void> {
  if (!existsSync(paths.processFile)) return;
  const pid = Number(readFileSync(paths.processFile, "utf8"));
  if (!Number.isInteger(pid) || pid <= 1) return forgetProcess(paths);
  const deadlineMs = Date.now() + GRACE_MS;
  while (isOurs(pid, paths.home) && Date.now() < deadlineMs) await sleep(50);
  if (isOurs(pid, paths.home)) {
    logger.warn({ pid }, "a CometBFT of an earlier run of this node is still there: killing it");
    kill(pid);
    while (isOurs(pid, paths.home)) await sleep(20);
  }
  forgetProcess(paths);
}

/** Whether that process is a CometBFT of that home: numbers of processes are used again. */
function isOurs(pid: number, home: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    const state = /^\d+ \(.*\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
    return state !== "Z" && readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(home);
  } catch {
    // Without /proc it cannot be told from a stranger, which must not be killed.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
