// SubtensorModule.root_register (stable.md 8): a seat on root, free, against more stake than the least of those seated.

import { type Context, defineCall, ensure, ensureSigned } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { AccountId32 } from "../../../../primitives.js";
import { ROOT_NETUID } from "../../noAccount.js";
import { hotkeyStake } from "../../staking/stake.js";
import { errors as subnetErrors } from "../../subnets/errors.js";
import { subnetExists } from "../../subnets/networks.js";
import { MaxAllowedValidators } from "../../subnets/parameters.js";
import { errors } from "../errors.js";
import { ensureHotkeyAccount } from "../hotkeyAccount.js";
import type { NeuronListener } from "../listeners.js";
import { appendNeuron, hotkeysOf, neuronCount, replaceNeuron, uidOf } from "../neurons.js";
import { countRegistration, ensureWithinCaps } from "../registrationCaps.js";

/** The seated neuron with least stake, the lowest uid on a tie. */
function weakest(ctx: Context): { readonly uid: number; readonly stakeRao: bigint } {
  const seated = hotkeysOf(ctx, ROOT_NETUID).map((hotkey, uid) => ({ uid, stakeRao: hotkeyStake(ctx, hotkey) }));
  return seated.reduce((least, each) => (each.stakeRao < least.stakeRao ? each : least));
}

function takeSeat(ctx: Context, hotkey: Hex, listeners: readonly NeuronListener[]): void {
  const taken = neuronCount(ctx, ROOT_NETUID);
  if (taken < MaxAllowedValidators.get(ctx, ROOT_NETUID)) {
    appendNeuron(ctx, ROOT_NETUID, hotkey);
    return;
  }
  ensure(taken > 0, errors.NoNeuronIdAvailable);
  const { uid, stakeRao } = weakest(ctx);
  ensure(stakeRao < hotkeyStake(ctx, hotkey), errors.StakeTooLowForRoot);
  replaceNeuron(ctx, ROOT_NETUID, uid, hotkey, listeners);
}

export const rootRegister = (listeners: readonly NeuronListener[]) =>
  defineCall({
    name: "root_register",
    args: { hotkey: AccountId32 },
    docs: "Gives a hotkey a seat on root. When all are taken, the seat of the hotkey with least stake, if it has less.",
    weight: 135_000_000n,
    dispatch(ctx, origin, { hotkey }) {
      const coldkey = ensureSigned(origin);
      ensure(subnetExists(ctx, ROOT_NETUID), subnetErrors.RootNetworkDoesNotExist);
      ensureWithinCaps(ctx, ROOT_NETUID);
      ensure(uidOf(ctx, ROOT_NETUID, hotkey) === undefined, errors.HotKeyAlreadyRegisteredInSubNet);
      ensureHotkeyAccount(ctx, coldkey, hotkey);
      takeSeat(ctx, hotkey, listeners);
      countRegistration(ctx, ROOT_NETUID, false);
    },
  });
