// The program `plexus node doctor`: what is wrong with a data directory, and what to do (issue 4 §3). The examination runs
// in a process of its own: LMDB trusts its file, and one that is damaged inside can kill whoever reads it.

import { spawn } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { examine, type Finding } from "@plexus/chain/doctor";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { askedSpec } from "./openSpec.js";

export interface RunDoctorOptions {
  chain: string;
  basePath: string | undefined;
  /** Blocks back to which the history is undone and compared. */
  depthBlocks: number;
  repairIndexes: boolean;
  onProgress?(what: string, done: number, of: number): void;
}

/** In this process. Throws DirectoryInUse while the node runs, NoChain where there is none, StoreCorrupt. */
export async function runDoctor(options: RunDoctorOptions, signal: AbortSignal): Promise<Finding[]> {
  const { chain, basePath, depthBlocks, repairIndexes, onProgress } = options;
  const directory =
    basePath ?? join(homedir(), ".plexus", askedSpec({ chain, blockTimeMs: undefined, tempo: undefined }).id);
  return examine({
    directory,
    hashing: await nativeCrypto(),
    signal,
    depthBlocks,
    repairIndexes,
    ...(onProgress && { onProgress }),
  });
}

/** The JSON that this very command printed, run again as a child with `extra` flags; or which signal killed it. */
export function runInChild(
  extra: readonly string[],
  signal: AbortSignal,
): Promise<{ json: unknown } | { killedBy: string }> {
  const [program = "", ...rest] = process.argv.slice(1);
  const child = spawn(process.execPath, [...process.execArgv, program, ...rest, ...extra], {
    stdio: ["ignore", "pipe", "inherit"],
    signal,
  });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (_code, killedBy) => {
      if (killedBy !== null) return resolve({ killedBy });
      try {
        resolve({ json: JSON.parse(text) });
      } catch {
        reject(new Error(`the examination ended without an answer: ${text.slice(0, 200)}`));
      }
    });
  });
}
