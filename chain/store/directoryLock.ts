// One process owns a data directory (surfaces, "Data on disk"). The lock names its owner by pid and by the start time of
// that pid, because after kill -9 the number may soon belong to somebody else.

import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class DirectoryInUse extends Error {
  override name = "DirectoryInUse";
  readonly pid: number;
  constructor(directory: string, pid: number) {
    super(`the data directory ${directory} is in use by process ${pid}: stop it, or give another --base-path`);
    this.pid = pid;
  }
}

/** Takes the lock and returns what gives it back. Throws DirectoryInUse while its owner lives. */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "LOCK");
  const mine = join(directory, `LOCK.${process.pid}`);
  const content = `${process.pid} ${startTime(process.pid) ?? ""}\n`;
  writeFileSync(mine, content, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // A link appears whole or not at all, and fails if the name is taken.
        linkSync(mine, path);
        return () => {
          if (read(path) === content) rmSync(path, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const held = read(path);
      const owner = held === undefined ? undefined : livingOwner(held, KILLED_WITHIN_MS);
      if (owner !== undefined) throw new DirectoryInUse(directory, owner);
      if (held !== undefined && read(path) === held) rmSync(path, { force: true });
    }
    throw new Error(`could not lock the data directory ${directory}`);
  } finally {
    unlinkSync(mine);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** A process that was just killed takes a moment to go; whoever starts the next one at once must not be refused. */
const KILLED_WITHIN_MS = 300;

/** The pid in a lock's content if that very process still runs after `waitMs`. */
function livingOwner(content: string, waitMs: number): number | undefined {
  for (let waitedMs = 0; ; waitedMs += 20) {
    const owner = owns(content);
    if (owner === undefined || owner === process.pid || waitedMs >= waitMs) return owner;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

function owns(content: string): number | undefined {
  const [pidText, started = ""] = content.trim().split(" ");
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  const state = statusFields(pid)?.[0];
  // Killed, and not yet buried by its parent.
  if (state === "Z" || state === "X") return undefined;
  const now = startTime(pid);
  return now !== undefined && started !== "" && now !== started ? undefined : pid;
}

/** Clock ticks after boot at which `pid` began; undefined where /proc does not tell. */
function startTime(pid: number): string | undefined {
  return statusFields(pid)?.[19];
}

/** The fields of /proc/<pid>/stat from the third on: the second is the program's name in parentheses and may hold spaces. */
function statusFields(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}
