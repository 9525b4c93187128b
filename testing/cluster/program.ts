// The program under test: the bundle that users run, or the one that PLEXUS_PROGRAM names (a frozen build, for runs of hours).
import { homedir } from "node:os";
import { join } from "node:path";

export async function programPath(): Promise<string> {
  if (process.env.PLEXUS_PROGRAM !== undefined) return process.env.PLEXUS_PROGRAM;
  const { ensureProgram } = (await import("../../tools/bundle.mjs" as string)) as { ensureProgram(): Promise<string> };
  return ensureProgram();
}

/** CometBFT as the node itself finds it. */
export function cometPath(): string {
  return process.env.PLEXUS_COMETBFT ?? join(homedir(), ".cache/plexus/cometbft/v0.40.0/cometbft");
}
