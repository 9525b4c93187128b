// Executes every recorded block again from genesis and compares state roots and hashes (issue §4, "Done when" 6).

import { existsSync } from "node:fs";
import { join } from "node:path";
import { decodeHeader, writeGenesis } from "@plexus/chain/engine";
import { Store } from "@plexus/chain/store";
import type { CryptoProvider } from "@plexus/core/crypto";
import { type ChainSpec, createRuntimes } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";

export interface ReplayOptions {
  basePath: string;
  spec: ChainSpec;
  crypto: CryptoProvider;
  /** Behave as a release whose newest rules these are. */
  newestSpecVersion?: number | undefined;
  signal?: AbortSignal;
  onBlock?(number: number, of: number): void;
}

export interface ReplayResult {
  blocks: number;
  extrinsics: number;
  stateRoot: Hex;
  hash: Hex;
}

/** The first block that does not come out as recorded. */
export class ReplayMismatch extends Error {
  override name = "ReplayMismatch";
}

/** Reads the chain of `basePath`, whose node must not be running, and plays it into a temporary store. */
export async function replayChain(options: ReplayOptions): Promise<ReplayResult> {
  const { basePath, spec, crypto, signal, onBlock } = options;
  if (!existsSync(join(basePath, "state"))) throw new ReplayMismatch(`there is no chain in ${basePath}`);
  const runtimes = createRuntimes(crypto, spec, { newest: options.newestSpecVersion });
  const recorded = new Store({ directory: basePath, keepBlocks: "all" });
  const replayed = new Store({ directory: undefined, keepBlocks: 1 });
  try {
    const last = recorded.head?.number ?? 0;
    const genesis = writeGenesis(replayed, runtimes.genesis, crypto);
    if (recorded.hashOf(0) !== genesis)
      throw new ReplayMismatch(`genesis is ${recorded.hashOf(0)}, the spec makes ${genesis}`);
    if (recorded.earliestBlock > 1) {
      throw new ReplayMismatch(
        `the blocks in ${basePath} begin at ${recorded.earliestBlock} (a snapshot, or --keep-blocks): there is nothing to ` +
          "replay from block 0; `plexus node doctor` examines what is there",
      );
    }
    let extrinsics = 0;
    let hash = genesis;
    for (let number = 1; number <= last; number++) {
      signal?.throwIfAborted();
      const block = recorded.block(number);
      if (!block) throw new ReplayMismatch(`block ${number} is missing`);
      const header = decodeHeader(block.header);
      const result = runtimes.next(replayed.current(), number).applyBlock(replayed.current(), {
        number,
        parentHash: hash,
        digest: header.digest,
        extrinsics: block.extrinsics,
      });
      const staged = replayed.stage(result.changes);
      if (staged.root !== header.stateRoot || header.parentHash !== hash) {
        throw new ReplayMismatch(
          `block ${number} is recorded with state root ${header.stateRoot}, replayed it has ${staged.root}`,
        );
      }
      const hashes = block.extrinsics.map((extrinsic) => toHex(crypto.blake2b256(extrinsic)));
      replayed.commit(staged, block, hashes, result.outcomes, true);
      extrinsics += block.extrinsics.length;
      hash = block.hash;
      onBlock?.(number, last);
      if (number % 64 === 0) await new Promise((resume) => setImmediate(resume));
    }
    return { blocks: last, extrinsics, stateRoot: replayed.stateRoot, hash };
  } finally {
    await recorded.close();
    await replayed.close();
  }
}
