// The program `plexus node replay`: executes a stopped node's recorded chain again and compares (issue §4).

import { homedir } from "node:os";
import { join } from "node:path";
import { type ReplayResult, replayChain } from "@plexus/chain/node";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { askedSpec, storedSpec } from "./openSpec.js";

export interface RunReplayOptions {
  chain: string;
  basePath: string | undefined;
  onBlock?(number: number, of: number): void;
}

/** Throws ReplayMismatch at the first block that differs, DirectoryInUse while its node runs. */
export async function runReplay(
  { chain, basePath, onBlock }: RunReplayOptions,
  signal: AbortSignal,
): Promise<ReplayResult> {
  const asked = askedSpec({ chain, blockTimeMs: undefined, tempo: undefined });
  const directory = basePath ?? join(homedir(), ".plexus", asked.id);
  const spec = storedSpec(directory) ?? asked;
  return replayChain({ basePath: directory, spec, crypto: await nativeCrypto(), signal, ...(onBlock && { onBlock }) });
}
