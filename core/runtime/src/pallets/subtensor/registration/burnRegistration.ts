// Registration against a burn (chain.md §2.2 A without proof of work, stable.md 8). Checks in order.

import { type Context, ensure } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { spendable, withdraw } from "../../balances/move.js";
import { recordBurn } from "../../ledger/record.js";
import { RAORecycledForRegistration } from "../emission/storage.js";
import { ROOT_NETUID } from "../noAccount.js";
import { errors as stakingErrors } from "../staking/errors.js";
import { ensureSubnet } from "../subnets/networks.js";
import { Burn, NetworkRegistrationAllowed } from "../subnets/parameters.js";
import { errors } from "./errors.js";
import { ensureHotkeyAccount, ensureNotAnothers } from "./hotkeyAccount.js";
import type { NeuronListener } from "./listeners.js";
import { ensureRoom, seatNeuron, uidOf } from "./neurons.js";
import { countRegistration, ensureWithinCaps } from "./registrationCaps.js";

export interface BurnRegistration {
  readonly coldkey: Hex;
  readonly hotkey: Hex;
  readonly netuid: number;
  /** Refuses above this many rao; undefined takes any price. */
  readonly limitRao?: bigint;
}

export function registerForBurn(
  ctx: Context,
  { coldkey, hotkey, netuid, limitRao }: BurnRegistration,
  listeners: readonly NeuronListener[],
): void {
  ensure(netuid !== ROOT_NETUID, errors.RegistrationNotPermittedOnRootSubnet);
  ensureSubnet(ctx, netuid);
  ensure(NetworkRegistrationAllowed.get(ctx, netuid), errors.SubNetRegistrationDisabled);
  ensureWithinCaps(ctx, netuid);
  ensure(uidOf(ctx, netuid, hotkey) === undefined, errors.HotKeyAlreadyRegisteredInSubNet);
  const burnRao = Burn.get(ctx, netuid);
  ensure(limitRao === undefined || burnRao <= limitRao, errors.RegistrationPriceLimitExceeded);
  ensure(spendable(ctx, coldkey, "keepAlive") >= burnRao, stakingErrors.NotEnoughBalanceToStake);
  ensureNotAnothers(ctx, coldkey, hotkey);
  ensureRoom(ctx, netuid);

  ensureHotkeyAccount(ctx, coldkey, hotkey);
  withdraw(ctx, coldkey, burnRao, "keepAlive");
  recordBurn(ctx, burnRao);
  RAORecycledForRegistration.mutate(ctx, [netuid], (recycledRao) => recycledRao + burnRao);
  seatNeuron(ctx, netuid, hotkey, listeners);
  countRegistration(ctx, netuid, true);
}
