// A new subnet with its first parameters (chain.md §2.2 and §2.3 A, stable.md 3 and 8). Used by register_network and genesis.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { ROOT_NETUID } from "../noAccount.js";
import { LastAdjustmentBlock, SubnetworkN } from "../registration/storage.js";
import { type SubnetParameters, writeParameters } from "./parameters.js";
import {
  NetworkRegisteredAt,
  NetworksAdded,
  SubnetMechanism,
  SubnetOwner,
  SubnetOwnerHotkey,
  SubtokenEnabled,
  TotalNetworks,
} from "./storage.js";

export const STABLE_MECHANISM = 0;
const U64_MAX = (1n << 64n) - 1n;

/** Proof of work is practically off: its least difficulty is the largest there is. */
const NEW_SUBNET: SubnetParameters = {
  tempo: 360,
  maxAllowedUids: 256,
  maxAllowedValidators: 64,
  minAllowedWeights: 1,
  maxWeightsLimit: 65_535,
  immunityPeriod: 5_000,
  registrationAllowed: true,
  powRegistrationAllowed: false,
  adjustmentInterval: 360,
  targetRegistrationsPerInterval: 1,
  adjustmentAlpha: 58_000n,
  burn: 1_000_000_000n,
  minBurn: 1n,
  maxBurn: 100_000_000_000n,
  difficulty: U64_MAX,
  minDifficulty: U64_MAX,
  maxDifficulty: U64_MAX,
  yuma3On: false,
  liquidAlphaOn: false,
  commitRevealWeightsEnabled: false,
};
const NEW_ROOT: SubnetParameters = { ...NEW_SUBNET, tempo: 100, maxAllowedUids: 64, minAllowedWeights: 0 };

export interface SubnetOptions {
  /** Coldkey and hotkey. The hotkey's neuron is the caller's to add. */
  readonly owner?: { readonly coldkey: Hex; readonly hotkey: Hex };
  /** Instead of the values that a new subnet gets. */
  readonly parameters?: SubnetParameters;
}

export function createSubnet(ctx: Context, netuid: number, { owner, parameters }: SubnetOptions = {}): void {
  if (NetworksAdded.get(ctx, netuid)) throw new Error(`subnet ${netuid} is created twice`);
  const block = BigInt(ctx.block.number);
  NetworksAdded.set(ctx, netuid, true);
  TotalNetworks.mutate(ctx, [], (count) => count + 1);
  SubnetMechanism.set(ctx, netuid, STABLE_MECHANISM);
  NetworkRegisteredAt.set(ctx, netuid, block);
  SubnetworkN.set(ctx, netuid, 0);
  LastAdjustmentBlock.set(ctx, netuid, block);
  SubtokenEnabled.set(ctx, netuid, netuid === ROOT_NETUID);
  writeParameters(ctx, netuid, { ...(netuid === ROOT_NETUID ? NEW_ROOT : NEW_SUBNET), ...parameters });
  if (!owner) return;
  SubnetOwner.set(ctx, netuid, owner.coldkey);
  SubnetOwnerHotkey.set(ctx, netuid, owner.hotkey);
}
