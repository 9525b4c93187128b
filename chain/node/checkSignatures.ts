// What the pool has done on another thread: the signature of an extrinsic that is good otherwise.

import { PoolRefusal, type Prepared } from "@plexus/chain/pool";
import { SignatureWorkers } from "@plexus/chain/signatures";
import type { Store } from "@plexus/chain/store";
import { type AssembledRuntime, type Head, UnknownSpecVersion } from "@plexus/core/runtime";

export interface SignatureChecks {
  readonly workers: SignatureWorkers;
  /** Throws PoolRefusal for what is bad without its signature; rejects with it where the signature is. */
  prepare(extrinsic: Uint8Array): Promise<Prepared> | undefined;
}

/** More than this at once are checked on the spot: a queue that grows must be felt by who fills it. */
const MOST_UNDERWAY = 4_096;

/** `rulesOfNext`: those of the next block; throws UnknownSpecVersion. */
export function checkSignatures(store: Store, rulesOfNext: () => AssembledRuntime): SignatureChecks {
  const workers = new SignatureWorkers();
  let underway = 0;
  return {
    workers,
    prepare(extrinsic) {
      const head = store.head as Head;
      const rules = known(rulesOfNext);
      if (!rules || underway >= MOST_UNDERWAY) return undefined;
      const { validity, claim } = rules.validateUnverified(store.current(), extrinsic, head);
      if (!validity.ok) throw PoolRefusal.of(validity);
      if (claim === undefined) return undefined;
      underway++;
      return workers
        .verify(claim)
        .then((holds) => {
          if (!holds) throw new PoolRefusal({ reason: "invalid", name: "BadProof" });
          rules.confirmSignature(extrinsic, claim);
          return { validity, head: head.hash };
        })
        .finally(() => underway--);
    },
  };
}

function known(rulesOfNext: () => AssembledRuntime): AssembledRuntime | undefined {
  try {
    return rulesOfNext();
  } catch (error) {
    if (error instanceof UnknownSpecVersion) return undefined;
    throw error;
  }
}
