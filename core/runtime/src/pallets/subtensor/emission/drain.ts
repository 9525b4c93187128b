// Pay what was loaded (stable.md 5 and 6): all of it, in the block after the epoch, as stake on netuid 0.

import type { Context } from "@plexus/core/frame";
import { payHotkey } from "@plexus/core/yuma";
import { events as ledgerEvents } from "../../ledger/events.js";
import { recordResidue } from "../../ledger/record.js";
import { Delegates } from "../delegation/storage.js";
import type { EmissionTuple } from "../epoch/runSubnetEpoch.js";
import { creditStakes, nominationsOf } from "../staking/stake.js";
import { Owner } from "../staking/storage.js";
import { LoadedEmission } from "./storage.js";

/** Shares one hotkey's earnings among its nominators and its owner; stakes are those before this payment. */
function pay(ctx: Context, netuid: number, [hotkey, serverRao, validatorRao]: EmissionTuple): void {
  if (!Owner.has(ctx, hotkey)) return recordResidue(ctx, netuid, serverRao + validatorRao);
  const nominators = nominationsOf(ctx, hotkey);
  const payment = payHotkey({
    serverRao,
    validatorRao,
    take: Delegates.get(ctx, hotkey),
    stakes: nominators.map(({ stakeRao }) => stakeRao),
  });
  const shares = nominators.map(({ coldkey }, i) => [coldkey, payment.nominators[i] ?? 0n] as const);
  creditStakes(ctx, hotkey, [...shares, [Owner.get(ctx, hotkey), payment.owner]]);
  ctx.deposit(ledgerEvents.Paid, { netuid, hotkey, server: serverRao, validator: validatorRao });
}

export function drainEmission(ctx: Context): void {
  for (const [[netuid], tuples] of Array.from(LoadedEmission.entries(ctx))) {
    for (const tuple of tuples) pay(ctx, netuid, tuple as EmissionTuple);
    LoadedEmission.remove(ctx, netuid);
  }
}
