// Stake from one place to another without passing through balances (stable.md 2: on netuid 0 only; chain.md §2.6: at least
// 0.002 TAO). Checks in order: both netuids, both hotkeys, the least amount, the stake.

import { type Context, ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { ensureUnlocked } from "../../governance/locks.js";
import { hotkeyExists } from "../registration/hotkeyAccount.js";
import { errors } from "./errors.js";
import { creditStake, debitStake, stakeOf } from "./stake.js";
import { ensureStakeable, MINIMUM_STAKE } from "./stakeMoves.js";

export interface StakeTransfer {
  readonly fromHotkey: Hex;
  readonly toHotkey: Hex;
  /** Undefined keeps it with the signer. */
  readonly toColdkey?: Hex;
  readonly fromNetuid: number;
  readonly toNetuid: number;
  readonly amountRao: bigint;
}

/** Returns the signer. */
export function checkTransfer(ctx: ReadContext, origin: Origin, transfer: StakeTransfer): Hex {
  const coldkey = ensureSigned(origin);
  ensureStakeable(ctx, transfer.fromNetuid);
  ensureStakeable(ctx, transfer.toNetuid);
  ensure(hotkeyExists(ctx, transfer.fromHotkey), errors.HotKeyAccountNotExists);
  ensure(hotkeyExists(ctx, transfer.toHotkey), errors.HotKeyAccountNotExists);
  ensure(transfer.amountRao >= MINIMUM_STAKE, errors.AmountTooLow);
  ensure(transfer.amountRao <= stakeOf(ctx, transfer.fromHotkey, coldkey), errors.NotEnoughStakeToWithdraw);
  return coldkey;
}

/** Returns the signer. */
export function transferStakeTo(ctx: Context, origin: Origin, transfer: StakeTransfer): Hex {
  const coldkey = checkTransfer(ctx, origin, transfer);
  debitStake(ctx, transfer.fromHotkey, coldkey, transfer.amountRao);
  creditStake(ctx, transfer.toHotkey, transfer.toColdkey ?? coldkey, transfer.amountRao);
  ensureUnlocked(ctx, coldkey);
  return coldkey;
}
