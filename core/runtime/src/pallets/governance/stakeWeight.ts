// What stake weighs in a vote.

import type { ReadContext } from "@plexus/core/frame";
import { TotalStake } from "../subtensor/staking/storage.js";
import type { PowerValue } from "./shapes.js";

/** All stake on root, rao: what turnout is a share of. */
export function electorate(ctx: ReadContext): bigint {
  return TotalStake.get(ctx);
}

/** Conviction 0 counts once, each step once more. */
export function powerOf({ amount, conviction }: { readonly amount: bigint; readonly conviction: number }): PowerValue {
  return { stake: amount, weight: amount * BigInt(conviction + 1) };
}

export function plus(a: PowerValue, b: PowerValue): PowerValue {
  return { stake: a.stake + b.stake, weight: a.weight + b.weight };
}

export function minus(a: PowerValue, b: PowerValue): PowerValue {
  return { stake: a.stake - b.stake, weight: a.weight - b.weight };
}
