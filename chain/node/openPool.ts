// The node's pool, with its journal where the node has a data directory: what was acknowledged before a crash waits again.

import { join } from "node:path";
import { Journal, Pool } from "@plexus/chain/pool";
import type { SignatureWorkers } from "@plexus/chain/signatures";
import type { Store } from "@plexus/chain/store";
import { type AssembledRuntime, type Runtimes, UnknownSpecVersion, type Validity } from "@plexus/core/runtime";
import { fromHex, toHex } from "@plexus/core/scale";
import { checkSignatures } from "./checkSignatures.js";
import type { NodeOptions } from "./createNode.js";

export interface OpenedPool {
  readonly pool: Pool;
  /** Takes in again what the journal holds; once the chain can be asked. */
  reload(): void;
  /** Where signatures are checked on threads of their own. */
  readonly signatures: SignatureWorkers | undefined;
  closePool(): Promise<void>;
}

export function openPool(
  { crypto, basePath, logger, comet }: NodeOptions,
  { runtimes, store }: { runtimes: Runtimes; store: Store },
  { validate, rulesOfNext }: { validate(extrinsic: Uint8Array): Validity; rulesOfNext(): AssembledRuntime },
): OpenedPool {
  const opened = basePath === null ? undefined : Journal.open(join(basePath, "pool.journal"));
  const hash = (extrinsic: Uint8Array) => toHex(crypto.blake2b256(extrinsic));
  // Blocks of one maker are made on the thread that checks; among many the others' votes wait for it.
  const signatures = comet && checkSignatures(store, rulesOfNext);
  const pool = new Pool({
    validate,
    prepare: signatures?.prepare,
    hash,
    head: () => store.head ?? { number: 0, hash: `0x${"00".repeat(32)}` },
    now: () => Date.now(),
    rules: () => rulesKnown(runtimes, store),
    journal: opened?.journal,
  });
  return {
    pool,
    reload() {
      if (!opened) return;
      const waiting = opened.extrinsics.filter((each) => !store.extrinsic(fromHex(hash(each))));
      const taken = waiting.filter((each) => submitAgain(pool, each));
      opened.journal.compact(pool.waiting().map(({ bytes }) => bytes));
      if (taken.length > 0) logger.info({ extrinsics: taken.length }, "extrinsics of before the last stop wait again");
    },
    signatures: signatures?.workers,
    async closePool() {
      await signatures?.workers.close();
      opened?.journal.close();
    },
  };
}

/** False where it is no longer valid, or waits twice. */
function submitAgain(pool: Pool, extrinsic: Uint8Array): boolean {
  try {
    pool.submit(extrinsic);
    return true;
  } catch {
    return false;
  }
}

/** Version of the rules of the next block, undefined where this program lacks them. */
function rulesKnown(runtimes: Runtimes, store: Store): number | undefined {
  try {
    return runtimes.next(store.current(), (store.head?.number ?? 0) + 1).version.specVersion;
  } catch (error) {
    if (error instanceof UnknownSpecVersion) return undefined;
    throw error;
  }
}
