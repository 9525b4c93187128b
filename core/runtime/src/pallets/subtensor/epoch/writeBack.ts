// What an epoch leaves in storage (yuma.md §7). Rank, trust and pruning scores of 2024 have no names at 461.

import type { Context } from "@plexus/core/frame";
import type { EpochOutput } from "@plexus/core/yuma";
import {
  Active,
  BlocksSinceLastStep,
  Bonds,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  LastMechansimStepBlock,
  StakeWeight,
  SubnetEpochIndex,
  ValidatorPermit,
  ValidatorTrust,
} from "./storage.js";

export function writeBackEpoch(ctx: Context, netuid: number, output: EpochOutput): void {
  Active.set(ctx, netuid, output.active);
  Emission.set(ctx, netuid, output.emission);
  Consensus.set(ctx, netuid, output.consensus);
  Incentive.set(ctx, netuid, output.incentive);
  Dividends.set(ctx, netuid, output.dividends);
  ValidatorTrust.set(ctx, netuid, output.validatorTrust);
  ValidatorPermit.set(ctx, netuid, output.permits);
  StakeWeight.set(ctx, netuid, output.stakeWeight);
  output.bonds.forEach((row, uid) => {
    if (row !== undefined)
      Bonds.set(
        ctx,
        netuid,
        uid,
        row.map(([target, bond]) => [target, bond]),
      );
  });
  BlocksSinceLastStep.set(ctx, netuid, 0n);
  LastMechansimStepBlock.set(ctx, netuid, BigInt(ctx.block.number));
  SubnetEpochIndex.mutate(ctx, [netuid], (index) => index + 1n);
}
