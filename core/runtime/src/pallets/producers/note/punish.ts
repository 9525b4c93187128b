// Equivocation: the whole bond, once. A part goes to the author who carried the evidence, the rest is burned. Only the
// bond is touched: who delegated to the offender keeps every rao.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import type { Misbehaviour } from "../../../interface.js";
import { canDeposit, deposit } from "../../balances/move.js";
import { recordBurn } from "../../ledger/record.js";
import { Owner } from "../../subtensor/staking/storage.js";
import { forgetAbsences } from "../absences/forgetAbsences.js";
import { takeWholeBond } from "../bond.js";
import { events } from "../events.js";
import { forget } from "../leave.js";
import { EvidenceAge, ReporterShare, shareOf } from "../parameters.js";
import { removeFromSet } from "../producerSet.js";
import { Keys, Producers, Punished } from "../storage.js";
import { authorOf } from "./author.js";

/** Whose bond answers for the offence; undefined where none does: unknown, too old, or slashed already. */
function offender(ctx: Context, { address, height }: Misbehaviour): Hex | undefined {
  const now = ctx.block.number;
  if (height > now || now - height > EvidenceAge.get(ctx) || Punished.has(ctx, address, height)) return undefined;
  const key = Keys.get(ctx, address);
  if (!key || key.state.type === "Slashed") return undefined;
  return key.state.type === "Retired" && key.state.value < now ? undefined : key.hotkey;
}

/** Returns the coldkey that was paid; undefined where all was burned. Nobody is paid for reporting himself. */
function share(ctx: Context, hotkey: Hex, amount: bigint): { burned: bigint; rewarded: Hex | undefined } {
  const reward = shareOf(amount, ReporterShare.get(ctx));
  const author = authorOf(ctx)?.coldkey;
  const isPaid =
    author !== undefined && author !== Owner.get(ctx, hotkey) && reward > 0n && canDeposit(ctx, author, reward);
  if (isPaid) deposit(ctx, author, reward);
  const burned = isPaid ? amount - reward : amount;
  recordBurn(ctx, burned);
  return { burned, rewarded: isPaid ? author : undefined };
}

/** All keys of the offender: a bond that comes later does not answer for what was done before it. */
function spendKeys(ctx: Context, hotkey: Hex): void {
  for (const [[address], key] of Array.from(Keys.entries(ctx))) {
    if (key.hotkey !== hotkey) continue;
    Keys.set(ctx, address, { hotkey, state: { type: "Slashed" } });
    forgetAbsences(ctx, address);
  }
}

export function punish(ctx: Context, offence: Misbehaviour): void {
  const hotkey = offender(ctx, offence);
  if (!hotkey) return;
  const { address, height, kind } = offence;
  Punished.set(ctx, address, height, ctx.block.number);
  const amount = takeWholeBond(ctx, hotkey);
  Producers.remove(ctx, hotkey);
  spendKeys(ctx, hotkey);
  const { burned, rewarded } = share(ctx, hotkey, amount);
  ctx.deposit(events.Slashed, { hotkey, address, height, kind: { type: kind }, amount, burned, rewarded });
  removeFromSet(ctx, hotkey);
  forget(ctx, hotkey);
}
