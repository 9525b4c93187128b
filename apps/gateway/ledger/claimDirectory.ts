// One process per data directory: a file with the owner's pid, taken over when that process is gone (spec: surfaces.md).
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function ownerOf(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Returns how to give it up. Throws with the other's pid when the directory is in use. */
export function claimDirectory(directory: string): () => void {
  const path = join(directory, "gateway.pid");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = ownerOf(path);
      if (owner !== undefined)
        throw new Error(`${directory} is in use by process ${owner}: stop it or choose another --base-path`, {
          cause: error,
        });
      rmSync(path, { force: true });
    }
  }
  throw new Error(`${directory} is being claimed by another process`);
}
