// How stake changes (stable.md 1). Every change goes through here, so that rows and totals always agree. Neither function
// touches balances or issuance: the caller moves or issues the money.

import { safeFloat, safeFloatToInteger } from "@plexus/core/fixed";
import type { Context, ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { countsStake, noteStake } from "../../governance/coldkeyStake.js";
import { ROOT_NETUID } from "../noAccount.js";
import {
  AlphaV2,
  StakingHotkeys,
  SubnetAlphaOut,
  SubnetTAO,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
  TotalStake,
} from "./storage.js";

/** rao that `coldkey` has on `hotkey`. */
export function stakeOf(ctx: ReadContext, hotkey: Hex, coldkey: Hex): bigint {
  return safeFloatToInteger(AlphaV2.get(ctx, hotkey, coldkey, ROOT_NETUID));
}

/** rao on `hotkey` over all coldkeys: its weight in every stable subnet (stable.md 3). */
export function hotkeyStake(ctx: ReadContext, hotkey: Hex): bigint {
  return TotalHotkeyAlpha.get(ctx, hotkey, ROOT_NETUID);
}

export interface Nomination {
  readonly coldkey: Hex;
  readonly stakeRao: bigint;
}

/** All who have stake on `hotkey`, its owner among them. Order: bytes of the hashed coldkey. */
export function nominationsOf(ctx: ReadContext, hotkey: Hex): Nomination[] {
  return Array.from(AlphaV2.entries(ctx, hotkey), ([[, coldkey], stake]) => ({
    coldkey,
    stakeRao: safeFloatToInteger(stake),
  }));
}

function writeStake(ctx: Context, hotkey: Hex, coldkey: Hex, stakeRao: bigint): void {
  if (stakeRao === 0n) AlphaV2.remove(ctx, hotkey, coldkey, ROOT_NETUID);
  else AlphaV2.set(ctx, hotkey, coldkey, ROOT_NETUID, safeFloat(stakeRao));
}

function changeTotals(ctx: Context, hotkey: Hex, changeRao: bigint): void {
  const totalRao = hotkeyStake(ctx, hotkey) + changeRao;
  if (totalRao < 0n) throw new Error(`stake on ${hotkey} would be ${totalRao} rao`);
  if (totalRao === 0n) {
    TotalHotkeyAlpha.remove(ctx, hotkey, ROOT_NETUID);
    TotalHotkeySharesV2.remove(ctx, hotkey, ROOT_NETUID);
  } else {
    TotalHotkeyAlpha.set(ctx, hotkey, ROOT_NETUID, totalRao);
    TotalHotkeySharesV2.set(ctx, hotkey, ROOT_NETUID, safeFloat(totalRao));
  }
  TotalStake.mutate(ctx, [], (stakeRao) => stakeRao + changeRao);
  SubnetTAO.mutate(ctx, [ROOT_NETUID], (stakeRao) => stakeRao + changeRao);
  SubnetAlphaOut.mutate(ctx, [ROOT_NETUID], (stakeRao) => stakeRao + changeRao);
}

/** Adds to the stakes of several coldkeys on one hotkey; amounts of 0 leave no trace. */
export function creditStakes(
  ctx: Context,
  hotkey: Hex,
  amounts: Iterable<readonly [coldkey: Hex, amountRao: bigint]>,
): void {
  const isCounted = countsStake(ctx);
  let sumRao = 0n;
  for (const [coldkey, amountRao] of amounts) {
    if (amountRao < 0n) throw new RangeError(`${amountRao} rao is no amount to credit`);
    if (amountRao === 0n) continue;
    const beforeRao = stakeOf(ctx, hotkey, coldkey);
    writeStake(ctx, hotkey, coldkey, beforeRao + amountRao);
    if (isCounted) noteStake(ctx, coldkey, amountRao);
    if (beforeRao === 0n) StakingHotkeys.mutate(ctx, [coldkey], (hotkeys) => [...hotkeys, hotkey]);
    sumRao += amountRao;
  }
  if (sumRao > 0n) changeTotals(ctx, hotkey, sumRao);
}

export function creditStake(ctx: Context, hotkey: Hex, coldkey: Hex, amountRao: bigint): void {
  creditStakes(ctx, hotkey, [[coldkey, amountRao]]);
}

/** Takes stake away. More than there is breaks an invariant: callers refuse before. */
export function debitStake(ctx: Context, hotkey: Hex, coldkey: Hex, amountRao: bigint): void {
  const beforeRao = stakeOf(ctx, hotkey, coldkey);
  if (amountRao < 0n || amountRao > beforeRao)
    throw new Error(`${amountRao} rao cannot be taken from a stake of ${beforeRao}`);
  if (amountRao === 0n) return;
  writeStake(ctx, hotkey, coldkey, beforeRao - amountRao);
  if (countsStake(ctx)) noteStake(ctx, coldkey, -amountRao);
  if (amountRao === beforeRao) {
    const rest = StakingHotkeys.get(ctx, coldkey).filter((each) => each !== hotkey);
    if (rest.length === 0) StakingHotkeys.remove(ctx, coldkey);
    else StakingHotkeys.set(ctx, coldkey, rest);
  }
  changeTotals(ctx, hotkey, -amountRao);
}
