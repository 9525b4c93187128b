// A subnet of block 0, from the chainspec (stable.md 10).

import { ss58Decode } from "@plexus/core/crypto";
import type { Context, StorageEntry } from "@plexus/core/frame";
import type { SubnetGenesis } from "../../../chainSpec.js";
import { FirstEmissionBlockNumber, SubnetTaoInEmission } from "../emission/storage.js";
import { fromText } from "../genesisValue.js";
import { ensureHotkeyAccount } from "../registration/hotkeyAccount.js";
import { appendNeuron } from "../registration/neurons.js";
import { createSubnet } from "./createSubnet.js";
import { PARAMETERS, type SubnetParameters } from "./parameters.js";

const FIRST_BLOCK = 1n;

function parametersOf({ tempo, parameters = {} }: SubnetGenesis): SubnetParameters {
  const entries = Object.entries({ ...parameters, tempo }).map(([name, value]) => {
    const entry = PARAMETERS[name as keyof typeof PARAMETERS] as unknown as StorageEntry | undefined;
    if (!entry) throw new RangeError(`${name} is no parameter of a subnet: ${Object.keys(PARAMETERS).join(", ")}`);
    return [name, fromText(name, entry.fallback, entry.value, value)];
  });
  return Object.fromEntries(entries) as SubnetParameters;
}

/** Emission starts with block 1. An owner's hotkey is uid 0, as with register_network. */
export function createGenesisSubnet(ctx: Context, genesis: SubnetGenesis): void {
  const { netuid, owner, ownerHotkey, emissionPerBlockRao } = genesis;
  if ((owner === undefined) !== (ownerHotkey === undefined))
    throw new RangeError(`subnet ${netuid} needs both owner and ownerHotkey, or neither`);
  const keys =
    owner !== undefined && ownerHotkey !== undefined
      ? { coldkey: ss58Decode(owner), hotkey: ss58Decode(ownerHotkey) }
      : undefined;
  createSubnet(ctx, netuid, { ...(keys ? { owner: keys } : {}), parameters: parametersOf(genesis) });
  if (keys) {
    ensureHotkeyAccount(ctx, keys.coldkey, keys.hotkey);
    appendNeuron(ctx, netuid, keys.hotkey);
  }
  if (emissionPerBlockRao === undefined) return;
  SubnetTaoInEmission.set(ctx, netuid, BigInt(emissionPerBlockRao));
  FirstEmissionBlockNumber.set(ctx, netuid, FIRST_BLOCK);
}
