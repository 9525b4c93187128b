// How much stake a coldkey votes with: what it has on root, over its hotkeys in the order in which it first staked on them.

import type { ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { stakeOf } from "../subtensor/staking/stake.js";
import { StakingHotkeys, TotalStake } from "../subtensor/staking/storage.js";
import { MAX_COUNTED_HOTKEYS, type PowerValue } from "./shapes.js";

/** rao, over at most 128 hotkeys; stops counting at `enoughRao`. */
export function countedStake(ctx: ReadContext, coldkey: Hex, enoughRao?: bigint): bigint {
  let sumRao = 0n;
  for (const hotkey of StakingHotkeys.get(ctx, coldkey).slice(0, MAX_COUNTED_HOTKEYS)) {
    sumRao += stakeOf(ctx, hotkey, coldkey);
    if (enoughRao !== undefined && sumRao >= enoughRao) break;
  }
  return sumRao;
}

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
