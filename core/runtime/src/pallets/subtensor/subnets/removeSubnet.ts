// Removal of a subnet (stable.md 7 and 8): its rows go, its pending emission is burned, its lock returns to the owner.
// Emission already loaded was earned; it stays and is paid in the next block. Stake lies on root and is not touched.

import type { Context, StorageEntry } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { canDeposit, deposit } from "../../balances/move.js";
import { recordBurn } from "../../ledger/record.js";
import * as emission from "../emission/storage.js";
import * as epoch from "../epoch/storage.js";
import { SubnetIdentitiesV3 } from "../identity/storage.js";
import { ROOT_NETUID } from "../noAccount.js";
import type { NeuronListener } from "../registration/listeners.js";
import * as registration from "../registration/storage.js";
import { Axons } from "../serving/storage.js";
import { LastUpdate, Weights } from "../weights/storage.js";
import { events } from "./events.js";
import { ownerOf } from "./networks.js";
import { PARAMETERS } from "./parameters.js";
import * as subnets from "./storage.js";

/** Items whose first key is the netuid: all of a subnet's rows fall with the prefix. */
const ROWS = [
  ...Object.values(PARAMETERS),
  subnets.NetworksAdded,
  subnets.SubnetMechanism,
  subnets.NetworkRegisteredAt,
  subnets.SubnetOwner,
  subnets.SubnetOwnerHotkey,
  subnets.SubnetLocked,
  subnets.SubtokenEnabled,
  subnets.TokenSymbol,
  subnets.MechanismCountCurrent,
  subnets.MechanismEmissionSplit,
  registration.SubnetworkN,
  registration.Keys,
  registration.Uids,
  registration.BlockAtRegistration,
  registration.RegistrationsThisBlock,
  registration.RegistrationsThisInterval,
  registration.BurnRegistrationsThisInterval,
  registration.POWRegistrationsThisInterval,
  registration.LastAdjustmentBlock,
  epoch.Active,
  epoch.Emission,
  epoch.Consensus,
  epoch.Incentive,
  epoch.Dividends,
  epoch.ValidatorTrust,
  epoch.ValidatorPermit,
  epoch.StakeWeight,
  epoch.Bonds,
  epoch.BlocksSinceLastStep,
  epoch.LastMechansimStepBlock,
  epoch.LastEpochBlock,
  epoch.PendingEpochAt,
  epoch.SubnetEpochIndex,
  emission.OwnerCutEnabled,
  emission.SubnetTaoInEmission,
  emission.FirstEmissionBlockNumber,
  emission.PendingServerEmission,
  emission.PendingValidatorEmission,
  emission.RAORecycledForRegistration,
  Axons,
  Weights,
  LastUpdate,
  SubnetIdentitiesV3,
] as unknown as readonly StorageEntry[];

/** Root's validators no longer vote for it: the next subnet under this netuid must not inherit their votes. */
function clearRootVotes(ctx: Context, netuid: number): void {
  for (const [[, uid], weights] of Weights.entries(ctx, ROOT_NETUID)) {
    if (!weights.some(([dest]) => dest === netuid)) continue;
    Weights.set(
      ctx,
      ROOT_NETUID,
      uid,
      weights.map(([dest, weight]) => [dest, dest === netuid ? 0 : weight]),
    );
  }
}

/** The lock returns to its owner. One too small to open the owner's account is burned, as dust is. */
function returnLock(ctx: Context, owner: Hex | undefined, lockedRao: bigint): void {
  if (lockedRao === 0n) return;
  if (owner !== undefined && canDeposit(ctx, owner, lockedRao)) deposit(ctx, owner, lockedRao);
  else recordBurn(ctx, lockedRao);
}

export function removeSubnet(ctx: Context, netuid: number, listeners: readonly NeuronListener[]): void {
  if (netuid === ROOT_NETUID) throw new Error("root is never removed");
  const owner = ownerOf(ctx, netuid);
  const lockedRao = subnets.SubnetLocked.get(ctx, netuid);
  const pendingRao =
    emission.PendingServerEmission.get(ctx, netuid) + emission.PendingValidatorEmission.get(ctx, netuid);
  for (const [[, hotkey]] of registration.Uids.entries(ctx, netuid))
    registration.IsNetworkMember.remove(ctx, hotkey, netuid);
  for (const entry of ROWS) entry.clear(ctx, netuid);
  clearRootVotes(ctx, netuid);
  subnets.TotalNetworks.mutate(ctx, [], (count) => count - 1);
  recordBurn(ctx, pendingRao);
  returnLock(ctx, owner, lockedRao);
  for (const listener of listeners) listener.subnetRemoved(ctx, netuid);
  ctx.deposit(events.NetworkRemoved, [netuid]);
}
