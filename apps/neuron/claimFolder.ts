// One program per data folder: a file with the owner's pid and birth, taken over when that process is gone (surfaces.md, data on
// disk). The birth tells a process from a later one with the same pid, as after a restart of the machine or its container.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Returns how to give it up. Throws with the other's pid when the folder is in use. */
export function claimFolder(folder: string, file = "neuron.pid"): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, file);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, `${process.pid} ${birthOf(process.pid)}\n`, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = livingOwner(path);
      if (owner !== undefined)
        throw new Error(`${folder} is in use by process ${owner}: stop it or choose another --base-path`, {
          cause: error,
        });
      rmSync(path, { force: true });
    }
  }
  throw new Error(`${folder} is being claimed by another process`);
}

/** Clock ticks from boot to the start of the process, as Linux tells; elsewhere empty, and the pid alone must do. */
function birthOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ");
    return fields?.[19] ?? "";
  } catch {
    return "";
  }
}

function livingOwner(path: string): number | undefined {
  try {
    const [pidText = "", birth = ""] = readFileSync(path, "utf8").trim().split(" ");
    const pid = Number.parseInt(pidText, 10);
    if (!(pid > 0)) return undefined;
    process.kill(pid, 0);
    return birth === birthOf(pid) ? pid : undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? -1 : undefined;
  }
}
