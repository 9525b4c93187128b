// Parameters of the whole chain that a chainspec may set at genesis, by name (stable.md 10). The same names are used in
// chainspec.json, in code and in the documents.

import type { Context, StorageEntry } from "@plexus/core/frame";
import * as delegation from "./delegation/storage.js";
import * as emission from "./emission/storage.js";
import { fromText } from "./genesisValue.js";
import * as staking from "./staking/storage.js";
import * as subnets from "./subnets/storage.js";

const GLOBAL_PARAMETERS: Readonly<Record<string, StorageEntry<[], bigint> | StorageEntry<[], number>>> = {
  txRateLimit: staking.TxRateLimit,
  subnetOwnerCut: emission.SubnetOwnerCut,
  blockEmission: emission.BlockEmission,
  subnetLimit: subnets.SubnetLimit,
  networkImmunityPeriod: subnets.NetworkImmunityPeriod,
  networkMinLockCost: subnets.NetworkMinLockCost,
  networkLastLockCost: subnets.NetworkLastLockCost,
  networkLockReductionInterval: subnets.NetworkLockReductionInterval,
  networkRateLimit: subnets.NetworkRateLimit,
  startCallDelay: subnets.StartCallDelay,
  adminFreezeWindow: subnets.AdminFreezeWindow,
  ownerHyperparamRateLimit: subnets.OwnerHyperparamRateLimit,
  maxDelegateTake: delegation.MaxDelegateTake,
  minDelegateTake: delegation.MinDelegateTake,
  txDelegateTakeRateLimit: delegation.TxDelegateTakeRateLimit,
};

/** Throws RangeError for a name that is no parameter or a value outside its type. */
export function setGenesisParameters(ctx: Context, parameters: Readonly<Record<string, number | string>>): void {
  for (const [name, value] of Object.entries(parameters)) {
    const entry = GLOBAL_PARAMETERS[name] as StorageEntry<[], unknown> | undefined;
    if (!entry)
      throw new RangeError(`${name} is no parameter of the chain: ${Object.keys(GLOBAL_PARAMETERS).join(", ")}`);
    entry.set(ctx, fromText(name, entry.fallback, entry.value, value));
  }
}
