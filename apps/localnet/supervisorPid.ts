// One supervisor a checkout: its pid lies in a file, and a second one is refused with the first one's pid.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { LocalnetPaths } from "./paths.js";

/** True when a process of this pid exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When the process began, in the kernel's own ticks: tells a process from a later one with the same pid. */
function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** The pid of the supervisor that runs now, if one does. */
export function readSupervisorPid(paths: LocalnetPaths): number | undefined {
  if (!existsSync(paths.pid)) return undefined;
  const [pidText = "", ticks = ""] = readFileSync(paths.pid, "utf8").trim().split(" ");
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return ticks === startTicks(pid) ? pid : undefined;
}

/** Writes this process down as the supervisor. Throws with the other's pid when one runs already. */
export function claimSupervisor(paths: LocalnetPaths): () => void {
  const other = readSupervisorPid(paths);
  if (other !== undefined && other !== process.pid) {
    const message = `A local network of this checkout runs already (pid ${other}).`;
    throw Object.assign(new Error(message), { advice: "Stop it with `npx plexus localnet stop`." });
  }
  mkdirSync(paths.root, { recursive: true });
  writeFileSync(paths.pid, `${process.pid} ${startTicks(process.pid)}\n`);
  return () => rmSync(paths.pid, { force: true });
}
