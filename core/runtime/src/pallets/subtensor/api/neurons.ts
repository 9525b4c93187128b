// All neurons of a subnet, read once: what every answer about neurons is made of (stable.md 9 says what is shown).

import type { ReadContext } from "@plexus/core/frame";
import type { Hex, Infer } from "@plexus/core/scale";
import {
  Active,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  StakeWeight,
  ValidatorPermit,
  ValidatorTrust,
} from "../epoch/storage.js";
import { BlockAtRegistration, Keys, SubnetworkN } from "../registration/storage.js";
import { Axons } from "../serving/storage.js";
import { hotkeyStake } from "../staking/stake.js";
import { Owner } from "../staking/storage.js";
import { LastUpdate } from "../weights/storage.js";
import { type AxonInfo, NO_AXON } from "./shapes.js";

/** 461 keeps no pruning score; clients show 65535. */
export const PRUNING_SCORE = 65_535;

export interface Neuron {
  readonly uid: number;
  readonly hotkey: Hex;
  readonly coldkey: Hex;
  readonly axon: Infer<typeof AxonInfo>;
  readonly active: boolean;
  readonly validatorPermit: boolean;
  readonly lastUpdate: bigint;
  readonly emissionRao: bigint;
  readonly dividends: number;
  readonly incentive: number;
  readonly consensus: number;
  readonly validatorTrust: number;
  readonly stakeWeight: number;
  readonly registeredAt: bigint;
  /** What the hotkey holds on netuid 0, rao. */
  readonly stakeRao: bigint;
}

export function neuronsOf(ctx: ReadContext, netuid: number): Neuron[] {
  const [active, permits, updates] = [
    Active.get(ctx, netuid),
    ValidatorPermit.get(ctx, netuid),
    LastUpdate.get(ctx, netuid),
  ];
  const [emission, dividends, incentive] = [
    Emission.get(ctx, netuid),
    Dividends.get(ctx, netuid),
    Incentive.get(ctx, netuid),
  ];
  const [consensus, trust, weight] = [
    Consensus.get(ctx, netuid),
    ValidatorTrust.get(ctx, netuid),
    StakeWeight.get(ctx, netuid),
  ];
  return Array.from({ length: SubnetworkN.get(ctx, netuid) }, (_, uid): Neuron => {
    const hotkey = Keys.get(ctx, netuid, uid);
    return {
      uid,
      hotkey,
      coldkey: Owner.get(ctx, hotkey),
      axon: Axons.get(ctx, netuid, hotkey) ?? NO_AXON,
      active: active[uid] ?? false,
      validatorPermit: permits[uid] ?? false,
      lastUpdate: updates[uid] ?? 0n,
      emissionRao: emission[uid] ?? 0n,
      dividends: dividends[uid] ?? 0,
      incentive: incentive[uid] ?? 0,
      consensus: consensus[uid] ?? 0,
      validatorTrust: trust[uid] ?? 0,
      stakeWeight: weight[uid] ?? 0,
      registeredAt: BlockAtRegistration.get(ctx, netuid, uid),
      stakeRao: hotkeyStake(ctx, hotkey),
    };
  });
}
