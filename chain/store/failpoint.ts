// Places where a test kills the process in the middle of its work (issue §4). Named in `plexus node --help`:
// PLEXUS_FAILPOINT=before-commit|mid-commit|after-commit, optionally with the height: before-commit@17.

export const FAILPOINTS = ["before-commit", "mid-commit", "after-commit"] as const;
export type FailpointName = (typeof FAILPOINTS)[number];

export interface Failpoint {
  name: FailpointName;
  /** First height at which it fires. */
  height: number;
}

/** Throws RangeError on an unknown name. Without a height it fires at block 1 or the first one after a restart. */
export function parseFailpoint(text: string | undefined): Failpoint | undefined {
  if (!text) return undefined;
  const [name, height = "1"] = text.split("@");
  if (!FAILPOINTS.includes(name as FailpointName) || !/^\d{1,9}$/.test(height)) {
    throw new RangeError(
      `PLEXUS_FAILPOINT is ${text}; it can be ${FAILPOINTS.join(", ")}, or one of them with @height`,
    );
  }
  return { name: name as FailpointName, height: Number(height) };
}

/** Kills this process at once, as a power cut would, if the failpoint stands here. */
export function passFailpoint(failpoint: Failpoint | undefined, name: FailpointName, height: number): void {
  if (failpoint?.name === name && height >= failpoint.height) process.kill(process.pid, "SIGKILL");
}
