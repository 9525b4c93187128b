// How much of the chain a node keeps (issue 4 §3): everything, or the last so many blocks; never fewer than mortal eras and
// clients look back, nor than a bond can still be slashed for.

import { LEAST_KEPT_BLOCKS, parseFailpoint, Store } from "@plexus/chain/store";
import { EvidenceAge } from "@plexus/core/runtime";
import type { NodeOptions } from "./createNode.js";

/** Throws DirectoryInUse, StoreCorrupt. */
export function openStore({ basePath, archive, keepBlocks, failpoint, spec, crypto }: NodeOptions): Store {
  const evidenceAgeKey = EvidenceAge.key(crypto);
  const leastKept = (): number => {
    if (spec.engine !== "comet") return LEAST_KEPT_BLOCKS;
    const evidenceAge = EvidenceAge.decodeValue(store.current().get(evidenceAgeKey));
    return Math.max(LEAST_KEPT_BLOCKS, 2 * evidenceAge);
  };
  const store = new Store({
    directory: basePath ?? undefined,
    keepBlocks: keepBlocks ?? (archive ? "all" : LEAST_KEPT_BLOCKS),
    keepBodies: keepBlocks ?? "all",
    hashing: crypto,
    leastKept,
    failpoint: parseFailpoint(failpoint),
  });
  return store;
}
