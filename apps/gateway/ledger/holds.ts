// Holds: the most a request can cost is set aside before it is sent to a miner (spec: issue §6). They live in memory on
// purpose: a hold that dies with the process is a hold released, which is what would be done with it anyhow, since nothing
// was charged. So a request costs one durable write, its charge, instead of two.
import { type KeyRow, keyById } from "./keys.js";
import type { Db } from "./openLedger.js";

export type HoldRefusal = "no-money" | "cap-reached" | "revoked";

export interface Holds {
  /** Rao on hold for a key. */
  of(keyId: bigint): bigint;
  total(): bigint;
  /** Sets the money aside, or says why not. */
  place(requestId: string, keyId: bigint, amountRao: bigint): HoldRefusal | undefined;
  /** Ends the hold, and says what it was; undefined when there is none. */
  end(requestId: string): Hold | undefined;
  find(requestId: string): Hold | undefined;
}

export interface Hold {
  readonly keyId: bigint;
  readonly amountRao: bigint;
}

export function createHolds(db: Db): Holds {
  const holds = new Map<string, Hold>();
  const sums = new Map<bigint, bigint>();
  const of = (keyId: bigint) => sums.get(keyId) ?? 0n;
  return {
    of,
    total: () => [...sums.values()].reduce((sum, each) => sum + each, 0n),
    find: (requestId) => holds.get(requestId),
    place(requestId, keyId, amountRao) {
      if (holds.has(requestId)) throw new Error(`request ${requestId} has a hold already`);
      const key = keyById(db, keyId);
      if (key === undefined || key.revoked_at_ms !== null) return "revoked";
      if (freeOf(key, of(keyId)) < amountRao) return "no-money";
      if (key.cap_rao !== null && key.spent_rao + of(keyId) + amountRao > key.cap_rao) return "cap-reached";
      holds.set(requestId, { keyId, amountRao });
      sums.set(keyId, of(keyId) + amountRao);
      return undefined;
    },
    end(requestId) {
      const hold = holds.get(requestId);
      if (hold === undefined) return undefined;
      holds.delete(requestId);
      const left = of(hold.keyId) - hold.amountRao;
      if (left === 0n) sums.delete(hold.keyId);
      else sums.set(hold.keyId, left);
      return hold;
    },
  };
}

/** What a key can still spend or withdraw. */
export function freeOf(key: KeyRow, heldRao: bigint): bigint {
  return key.balance_rao - heldRao;
}
