// Processes by their numbers: who is whose child (/proc, Linux), and an end for all that a suite has started.
import { readdirSync, readFileSync } from "node:fs";

interface ProcessLine {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly isZombie: boolean;
}

function readProcess(pid: number): ProcessLine | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    const [state, parent] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(parent), name, isZombie: state === "Z" };
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  const found = readProcess(pid);
  return found !== undefined && !found.isZombie;
}

/** CometBFT of a data directory, whoever its parent is by now. */
export function cometOf(basePath: string): number | undefined {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const line = readProcess(Number(entry));
    if (line === undefined || line.isZombie || !line.name.startsWith("cometbft")) continue;
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0");
      if (words.some((word) => word === `${basePath}/comet` || word === `--home=${basePath}/comet`)) return line.pid;
    } catch {
      // Gone meanwhile.
    }
  }
  return undefined;
}

export function signal(pid: number | undefined, name: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** CPU time of a process, all threads, in seconds; 0 once it is gone. */
export function cpuSecondsOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
