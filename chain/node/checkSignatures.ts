// What the pool has done on another thread: the signature of an extrinsic that is good otherwise.

import { PoolRefusal, type Prepared } from "@plexus/chain/pool";
import { SignatureWorkers } from "@plexus/chain/signatures";
import type { Store } from "@plexus/chain/store";
import { type AssembledRuntime, type Head, type Runtimes, UnknownSpecVersion } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";

export interface SignatureChecks {
  readonly workers: SignatureWorkers;
  /** Throws PoolRefusal for what is bad without its signature; rejects with it where the signature is. */
  prepare(extrinsic: Uint8Array): Promise<Prepared> | undefined;
}

/** More than this at once are checked on the spot: a queue that grows must be felt by who fills it. */
const MOST_UNDERWAY = 4_096;

export function checkSignatures(runtimes: Runtimes, store: Store): SignatureChecks {
  const workers = new SignatureWorkers();
  const rulesAfter = rememberRules(runtimes, store);
  let underway = 0;
  return {
    workers,
    prepare(extrinsic) {
      const head = store.head as Head;
      const rules = rulesAfter(head);
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

/** The rules of the block after `head`, looked up once for each head; undefined where this program lacks them. */
function rememberRules(runtimes: Runtimes, store: Store) {
  let known: { readonly head: Hex; readonly rules: AssembledRuntime | undefined } | undefined;
  return (head: Head): AssembledRuntime | undefined => {
    if (known?.head !== head.hash) known = { head: head.hash, rules: rulesAt(runtimes, store, head.number + 1) };
    return known.rules;
  };
}

function rulesAt(runtimes: Runtimes, store: Store, number: number): AssembledRuntime | undefined {
  try {
    return runtimes.next(store.current(), number);
  } catch (error) {
    if (error instanceof UnknownSpecVersion) return undefined;
    throw error;
  }
}
