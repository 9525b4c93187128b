// What must hold after every block (stable.md 1): every total is the sum of its rows.

import { safeFloatToInteger } from "@plexus/core/fixed";
import type { Invariant, ReadContext } from "@plexus/core/frame";
import { ROOT_NETUID } from "../noAccount.js";
import {
  AlphaV2,
  Owner,
  StakingHotkeys,
  SubnetAlphaOut,
  SubnetTAO,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
  TotalStake,
} from "./storage.js";

function sumsByHotkey(ctx: ReadContext): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [[hotkey, coldkey, netuid], stake] of AlphaV2.entries(ctx)) {
    const stakeRao = safeFloatToInteger(stake);
    if (netuid !== ROOT_NETUID || stakeRao === 0n)
      throw new Error(`stake row (${hotkey}, ${coldkey}, ${netuid}) of ${stakeRao} rao`);
    sums.set(hotkey, (sums.get(hotkey) ?? 0n) + stakeRao);
  }
  return sums;
}

const totalsAreSums: Invariant = (ctx) => {
  const sums = sumsByHotkey(ctx);
  let totalRao = 0n;
  let rows = 0;
  for (const [[hotkey], stakeRao] of TotalHotkeyAlpha.entries(ctx)) {
    if (sums.get(hotkey) !== stakeRao)
      return `TotalHotkeyAlpha of ${hotkey} is ${stakeRao}, its rows sum to ${sums.get(hotkey)}`;
    const sharesRao = safeFloatToInteger(TotalHotkeySharesV2.get(ctx, hotkey, ROOT_NETUID));
    if (sharesRao !== stakeRao) return `TotalHotkeySharesV2 of ${hotkey} is ${sharesRao}, not ${stakeRao}`;
    totalRao += stakeRao;
    rows++;
  }
  if (rows !== sums.size) return `${sums.size} hotkeys have stake, ${rows} have a total`;
  for (const shown of [TotalStake.get(ctx), SubnetTAO.get(ctx, ROOT_NETUID), SubnetAlphaOut.get(ctx, ROOT_NETUID)]) {
    if (shown !== totalRao) return `a total of stake is ${shown}, all hotkeys sum to ${totalRao}`;
  }
  return undefined;
};

const listsMatchRows: Invariant = (ctx) => {
  let listed = 0;
  for (const [[coldkey], hotkeys] of StakingHotkeys.entries(ctx)) {
    listed += hotkeys.length;
    for (const hotkey of hotkeys)
      if (!AlphaV2.has(ctx, hotkey, coldkey, ROOT_NETUID)) return `${coldkey} lists ${hotkey} without stake`;
  }
  const rows = Array.from(AlphaV2.entries(ctx)).length;
  if (rows !== listed) return `${rows} stakes, ${listed} listed in StakingHotkeys`;
  for (const [[hotkey]] of TotalHotkeyAlpha.entries(ctx))
    if (!Owner.has(ctx, hotkey)) return `${hotkey} has stake but no owner`;
  return undefined;
};

export const invariants: readonly Invariant[] = [totalsAreSums, listsMatchRows];
