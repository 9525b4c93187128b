// The terms of registration, once a block and first of all (yuma.md §9 step 1, chain.md §2.2 A): at the end of an interval
// the burn follows demand; the counters start again.

import type { Context } from "@plexus/core/frame";
import { adjustmentTargets, adjustPrice } from "@plexus/core/yuma";
import { allNetuids } from "../subnets/networks.js";
import {
  AdjustmentAlpha,
  AdjustmentInterval,
  Burn,
  Difficulty,
  MaxBurn,
  MaxDifficulty,
  MinBurn,
  MinDifficulty,
  TargetRegistrationsPerInterval,
} from "../subnets/parameters.js";
import {
  BurnRegistrationsThisInterval,
  LastAdjustmentBlock,
  POWRegistrationsThisInterval,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
} from "./storage.js";

function adjust(ctx: Context, netuid: number): void {
  const target = BigInt(TargetRegistrationsPerInterval.get(ctx, netuid));
  // Without a target demand has no measure: prices stay.
  if (target === 0n) return;
  const registrationsThisInterval = BigInt(RegistrationsThisInterval.get(ctx, netuid));
  const adjustmentAlpha = AdjustmentAlpha.get(ctx, netuid);
  const byWork = BigInt(POWRegistrationsThisInterval.get(ctx, netuid));
  const byBurn = BigInt(BurnRegistrationsThisInterval.get(ctx, netuid));
  const common = { registrationsThisInterval, target, adjustmentAlpha };
  const { burn, difficulty } = adjustmentTargets(byWork, byBurn, target);
  if (burn) {
    const [min, max] = [MinBurn.get(ctx, netuid), MaxBurn.get(ctx, netuid)];
    Burn.set(ctx, netuid, adjustPrice({ ...common, current: Burn.get(ctx, netuid), min, max }));
  }
  if (difficulty) {
    const [min, max] = [MinDifficulty.get(ctx, netuid), MaxDifficulty.get(ctx, netuid)];
    Difficulty.set(ctx, netuid, adjustPrice({ ...common, current: Difficulty.get(ctx, netuid), min, max }));
  }
}

export function updateRegistrationTerms(ctx: Context): void {
  const block = BigInt(ctx.block.number);
  for (const netuid of allNetuids(ctx)) {
    if (block - LastAdjustmentBlock.get(ctx, netuid) >= BigInt(AdjustmentInterval.get(ctx, netuid))) {
      adjust(ctx, netuid);
      for (const counter of [RegistrationsThisInterval, BurnRegistrationsThisInterval, POWRegistrationsThisInterval]) {
        counter.remove(ctx, netuid);
      }
      LastAdjustmentBlock.set(ctx, netuid, block);
    }
    RegistrationsThisBlock.remove(ctx, netuid);
  }
}
