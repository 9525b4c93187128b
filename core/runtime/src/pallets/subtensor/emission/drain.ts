// Pay what was loaded (stable.md 5 and 6): all of it, in the block after the epoch, as stake on netuid 0.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { payHotkey } from "@plexus/core/yuma";
import { events as ledgerEvents } from "../../ledger/events.js";
import { recordResidue } from "../../ledger/record.js";
import { Delegates } from "../delegation/storage.js";
import type { EmissionTuple } from "../epoch/runSubnetEpoch.js";
import { creditStake, nominatorsOf } from "../staking/stake.js";
import { Owner } from "../staking/storage.js";
import { LoadedEmission } from "./storage.js";

/** Shares one hotkey's earnings among its nominators and its owner; stakes are those before this payment. */
function pay(ctx: Context, netuid: number, [hotkey, serverRao, validatorRao]: EmissionTuple): void {
  const owner: Hex | undefined = Owner.has(ctx, hotkey) ? Owner.get(ctx, hotkey) : undefined;
  if (owner === undefined) return recordResidue(ctx, netuid, serverRao + validatorRao);
  const nominators = nominatorsOf(ctx, hotkey);
  const payment = payHotkey({ serverRao, validatorRao, take: Delegates.get(ctx, hotkey), stakes: nominators.map(({ stakeRao }) => stakeRao) });
  nominators.forEach(({ coldkey }, i) => {
    const share = payment.nominators[i] ?? 0n;
    if (share > 0n) creditStake(ctx, hotkey, coldkey, share);
  });
  if (payment.owner > 0n) creditStake(ctx, hotkey, owner, payment.owner);
  ctx.deposit(ledgerEvents.Paid, { netuid, hotkey, server: serverRao, validator: validatorRao });
}

export function drainEmission(ctx: Context): void {
  for (const [[netuid], tuples] of Array.from(LoadedEmission.entries(ctx))) {
    for (const tuple of tuples) pay(ctx, netuid, tuple as EmissionTuple);
    LoadedEmission.remove(ctx, netuid);
  }
}
