// TAO into stake and back (stable.md 2): the checks in order, and the move. Shared by the plain calls and those with a limit.

import { type Context, ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { deposit, freeBalance, withdraw } from "../../balances/move.js";
import { EXISTENTIAL_DEPOSIT } from "../../balances/storage.js";
import { ensureUnlocked } from "../../governance/locks.js";
import { ROOT_NETUID } from "../noAccount.js";
import { hotkeyExists } from "../registration/hotkeyAccount.js";
import { ensureSubnet } from "../subnets/networks.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { creditStake, debitStake, stakeOf } from "./stake.js";

/** rao; the least that a call may add. */
export const MINIMUM_STAKE = 2_000_000n;
/** rao per TAO of stake: stable stake is always worth itself. */
export const STABLE_PRICE = 1_000_000_000n;

/** Stake lies on root alone. */
export function ensureStakeable(ctx: ReadContext, netuid: number): void {
  if (netuid === ROOT_NETUID) return;
  ensureSubnet(ctx, netuid);
  ensure(false, errors.SubtokenDisabled);
}

export interface StakeArguments {
  readonly hotkey: Hex;
  readonly netuid: number;
  readonly amountRao: bigint;
  /** rao per TAO of stake; undefined takes any price. */
  readonly limitPrice?: bigint;
}

/** Returns the coldkey. */
export function checkAddStake(
  ctx: ReadContext,
  origin: Origin,
  { hotkey, netuid, amountRao, limitPrice }: StakeArguments,
): Hex {
  const coldkey = ensureSigned(origin);
  ensureStakeable(ctx, netuid);
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  ensure(amountRao >= MINIMUM_STAKE, errors.AmountTooLow);
  ensure(freeBalance(ctx, coldkey) - amountRao >= EXISTENTIAL_DEPOSIT, errors.NotEnoughBalanceToStake);
  ensure(limitPrice === undefined || limitPrice >= STABLE_PRICE, errors.SlippageTooHigh);
  return coldkey;
}

export function addStakeTo(ctx: Context, origin: Origin, args: StakeArguments): void {
  const coldkey = checkAddStake(ctx, origin, args);
  const { hotkey, amountRao } = args;
  withdraw(ctx, coldkey, amountRao, "keepAlive");
  creditStake(ctx, hotkey, coldkey, amountRao);
  ctx.deposit(events.StakeAdded, [coldkey, hotkey, amountRao, amountRao, ROOT_NETUID, 0n]);
}

/** Returns the coldkey. */
export function checkRemoveStake(
  ctx: ReadContext,
  origin: Origin,
  { hotkey, netuid, amountRao, limitPrice }: StakeArguments,
): Hex {
  const coldkey = ensureSigned(origin);
  ensureStakeable(ctx, netuid);
  ensure(amountRao > 0n && amountRao <= stakeOf(ctx, hotkey, coldkey), errors.NotEnoughStakeToWithdraw);
  ensure(limitPrice === undefined || limitPrice <= STABLE_PRICE, errors.SlippageTooHigh);
  return coldkey;
}

export function removeStakeFrom(ctx: Context, origin: Origin, args: StakeArguments): void {
  const coldkey = checkRemoveStake(ctx, origin, args);
  const { hotkey, amountRao } = args;
  debitStake(ctx, hotkey, coldkey, amountRao);
  ensureUnlocked(ctx, coldkey);
  deposit(ctx, coldkey, amountRao);
  ctx.deposit(events.StakeRemoved, [coldkey, hotkey, amountRao, amountRao, ROOT_NETUID, 0n]);
}
