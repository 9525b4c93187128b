// Fees where producers are elected: gathered while the block is made, paid to its author at the end. Without an author
// they are burned, as under Solo.

import type { Context } from "@plexus/core/frame";
import { canDeposit, deposit } from "../balances/move.js";
import { recordBurn } from "../ledger/record.js";
import { events } from "./events.js";
import { authorOf } from "./note/author.js";
import { BurnedFeeShare, shareOf } from "./parameters.js";
import { FeePot, Works } from "./storage.js";

export function payFees(ctx: Context): void {
  const fees = FeePot.get(ctx);
  if (fees === 0n) return;
  FeePot.remove(ctx);
  const author = authorOf(ctx);
  const amount = fees - shareOf(fees, BurnedFeeShare.get(ctx));
  const isPaid = author !== undefined && amount > 0n && canDeposit(ctx, author.coldkey, amount);
  if (!isPaid) return recordBurn(ctx, fees);
  const burned = fees - amount;
  deposit(ctx, author.coldkey, amount);
  recordBurn(ctx, burned);
  Works.mutate(ctx, [author.hotkey], (work) => ({ ...work, fees: work.fees + amount }));
  ctx.deposit(events.FeesPaid, { hotkey: author.hotkey, coldkey: author.coldkey, amount, burned });
}
