// Forgetting by height (issue 4 §3): old state and old blocks each as far back as is asked, a few at every commit. Block 0
// stays for ever: clients ask for the genesis hash.

import type { Hashing } from "@plexus/core/crypto";
import { bytes, type Codec, decode, vec } from "@plexus/core/scale";
import { removeBlock } from "./blockTables.js";
import { type Databases, writeMeta } from "./databases.js";
import { heightKey, historyKey } from "./keys.js";

export interface Kept {
  /** Lowest height whose state can be read. */
  earliestState: number;
  /** Lowest height from which on every block is there. */
  earliestBlock: number;
}

export interface PruneGoal {
  /** How many heights back state, and blocks, stay. */
  keepStates: number | "all";
  keepBlocks: number | "all";
  /** Never fewer than this are kept, whatever is asked. */
  leastKept: () => number;
  /** Needed to prune blocks: their extrinsics go from the index by hash. */
  hashing: Pick<Hashing, "blake2b256"> | undefined;
}

/** Heights pruned at most in one commit, so that turning an archive into a pruned node never stalls a block. */
const PRUNED_PER_COMMIT = 16;

export const keysCodec: Codec<Uint8Array[]> = vec(bytes);

/** One step, inside the caller's transaction, after block `head` is written. Returns what is then kept. */
export function prune(databases: Databases, goal: PruneGoal, kept: Kept, head: number): Kept {
  const { keepStates, keepBlocks, hashing, leastKept } = goal;
  if (keepStates === "all" && keepBlocks === "all") return kept;
  const least = leastKept();
  const lowest = (keep: number | "all") => (keep === "all" ? 0 : Math.max(0, head - Math.max(keep, least)));
  const earliestState = pruneStates(databases, lowest(keepStates), kept.earliestState);
  const earliestBlock = hashing
    ? pruneBlocks(databases, hashing, lowest(keepBlocks), kept.earliestBlock)
    : kept.earliestBlock;
  if (earliestState !== kept.earliestState) writeMeta(databases, "earliestState", earliestState);
  if (earliestBlock !== kept.earliestBlock) writeMeta(databases, "earliestBlock", earliestBlock);
  return { earliestState, earliestBlock };
}

function pruneStates({ history, changes }: Databases, goal: number, earliest: number): number {
  let reached = earliest;
  for (let step = 0; step < PRUNED_PER_COMMIT && reached < goal; step++) {
    reached++;
    const record = changes.get(heightKey(reached));
    if (!record) continue;
    for (const key of decode(keysCodec, record)) history.remove(historyKey(key, reached));
    changes.remove(heightKey(reached));
  }
  return reached;
}

function pruneBlocks(
  databases: Databases,
  hashing: Pick<Hashing, "blake2b256">,
  goal: number,
  earliest: number,
): number {
  let reached = earliest;
  for (let step = 0; step < PRUNED_PER_COMMIT && reached < goal; step++) {
    if (reached > 0) removeBlock(databases, reached, (extrinsic) => hashing.blake2b256(extrinsic));
    reached++;
  }
  return reached;
}
