// DynamicInfo: a subnet's economy as today's clients ask for it. A stable subnet has no pool: its pools are empty, its
// price is one (stable.md 9).

import type { ReadContext } from "@plexus/core/frame";
import { compact, type Infer, option, struct, u16, u64, u128 } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, I96F32, NetUid, TaoBalance } from "../../../primitives.js";
import { PendingServerEmission, PendingValidatorEmission, SubnetTaoInEmission } from "../emission/storage.js";
import { BlocksSinceLastStep, LastMechansimStepBlock } from "../epoch/storage.js";
import { SubnetIdentitiesV3, SubnetIdentityV3 } from "../identity/storage.js";
import { TotalStake } from "../staking/storage.js";
import { Tempo } from "../subnets/parameters.js";
import { NetworkRegisteredAt, SubnetOwner, SubnetOwnerHotkey } from "../subnets/storage.js";
import { CompactText, ofAccount } from "./shapes.js";
import { subnetName, tokenSymbol } from "./subnetFacts.js";

export const DynamicInfo = struct(
  "pallet_subtensor::rpc_info::dynamic_info::DynamicInfo",
  {
    netuid: compact(NetUid),
    owner_hotkey: AccountId32,
    owner_coldkey: AccountId32,
    subnet_name: CompactText,
    token_symbol: CompactText,
    tempo: compact(u16),
    last_step: compact(u64),
    blocks_since_last_step: compact(u64),
    emission: compact(u64),
    alpha_in: compact(AlphaBalance),
    alpha_out: compact(AlphaBalance),
    tao_in: compact(TaoBalance),
    alpha_out_emission: compact(AlphaBalance),
    alpha_in_emission: compact(AlphaBalance),
    tao_in_emission: compact(TaoBalance),
    pending_alpha_emission: compact(AlphaBalance),
    pending_root_emission: compact(TaoBalance),
    subnet_volume: compact(u128),
    network_registered_at: compact(u64),
    subnet_identity: option(SubnetIdentityV3),
    moving_price: I96F32,
  },
  ofAccount,
);

/** 1.0 as I96F32 bits. */
export const PRICE_ONE = 1n << 32n;

export function dynamicInfo(ctx: ReadContext, netuid: number): Infer<typeof DynamicInfo> {
  const emission = SubnetTaoInEmission.get(ctx, netuid);
  const staked = netuid === 0 ? TotalStake.get(ctx) : 0n;
  return {
    netuid,
    owner_hotkey: SubnetOwnerHotkey.get(ctx, netuid),
    owner_coldkey: SubnetOwner.get(ctx, netuid),
    subnet_name: subnetName(ctx, netuid),
    token_symbol: tokenSymbol(),
    tempo: Tempo.get(ctx, netuid),
    last_step: LastMechansimStepBlock.get(ctx, netuid),
    blocks_since_last_step: BlocksSinceLastStep.get(ctx, netuid),
    emission,
    alpha_in: 0n,
    alpha_out: staked,
    tao_in: staked,
    alpha_out_emission: emission,
    alpha_in_emission: 0n,
    tao_in_emission: emission,
    pending_alpha_emission: PendingServerEmission.get(ctx, netuid) + PendingValidatorEmission.get(ctx, netuid),
    pending_root_emission: 0n,
    subnet_volume: 0n,
    network_registered_at: NetworkRegisteredAt.get(ctx, netuid),
    subnet_identity: SubnetIdentitiesV3.get(ctx, netuid),
    moving_price: { bits: PRICE_ONE },
  };
}
