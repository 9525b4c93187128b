// The three ways in which the amount of money changes. Whoever issues or burns calls these, and nothing else does.
// SubtensorModule.TotalIssuance moves with them: it is the figure that clients read (stable.md 7).

import type { Context } from "@plexus/core/frame";
import { TotalIssuance } from "../subtensor/emission/storage.js";
import { events } from "./events.js";
import { Burned, Issued, Residue } from "./storage.js";

export function recordIssue(ctx: Context, amountRao: bigint): void {
  if (amountRao === 0n) return;
  Issued.mutate(ctx, [], (issued) => issued + amountRao);
  TotalIssuance.mutate(ctx, [], (issuance) => issuance + amountRao);
}

/** The money must already be gone from wherever it was. */
export function recordBurn(ctx: Context, amountRao: bigint): void {
  if (amountRao === 0n) return;
  Burned.mutate(ctx, [], (burned) => burned + amountRao);
  TotalIssuance.mutate(ctx, [], (issuance) => issuance - amountRao);
}

/** Money that stays counted but belongs to nobody. */
export function recordResidue(ctx: Context, netuid: number, amountRao: bigint): void {
  if (amountRao === 0n) return;
  Residue.mutate(ctx, [], (residue) => residue + amountRao);
  ctx.deposit(events.Residue, { netuid, amount: amountRao });
}
