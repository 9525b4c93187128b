// The stake of each coldkey over all its hotkeys, kept where stake changes (subtensor/staking/stake.ts): a vote and a lock ask
// one row, however many hotkeys there are. Anybody may give anybody stake on any hotkey, so a list would be an attack.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { ColdkeyStake, LockPeriod } from "./storage.js";

/** Whether the chain's rules have governance: its constitution was written before there was any stake. */
export function countsStake(ctx: Context): boolean {
  return LockPeriod.has(ctx);
}

/** To be told of every change while `countsStake`. */
export function noteStake(ctx: Context, coldkey: Hex, changeRao: bigint): void {
  const stakeRao = ColdkeyStake.get(ctx, coldkey) + changeRao;
  if (stakeRao === 0n) ColdkeyStake.remove(ctx, coldkey);
  else ColdkeyStake.set(ctx, coldkey, stakeRao);
}
