// From storage to the plain numbers that Yuma takes (yuma.md §3; stable.md 3).

import type { ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import type { EpochInput, Row } from "@plexus/core/yuma";
import { BlockAtRegistration, Keys, SubnetworkN } from "../registration/storage.js";
import { hotkeyStake } from "../staking/stake.js";
import { ActivityCutoff, BondsMovingAverage, Kappa, MaxAllowedValidators } from "../subnets/parameters.js";
import { LastUpdate, Weights } from "../weights/storage.js";
import { Bonds, ValidatorPermit } from "./storage.js";

export interface GatheredEpoch {
  readonly input: EpochInput;
  readonly hotkeys: readonly Hex[];
}

function perUid<T>(count: number, of: (uid: number) => T): T[] {
  return Array.from({ length: count }, (_, uid) => of(uid));
}

export function gatherEpoch(ctx: ReadContext, netuid: number, rao: bigint): GatheredEpoch {
  const count = SubnetworkN.get(ctx, netuid);
  const hotkeys = perUid(count, (uid) => Keys.get(ctx, netuid, uid));
  const permits = ValidatorPermit.get(ctx, netuid);
  const rows = (item: typeof Weights | typeof Bonds): Row[] => perUid(count, (uid) => item.get(ctx, netuid, uid));
  return {
    hotkeys,
    input: {
      currentBlock: ctx.block.number,
      rao,
      stake: hotkeys.map((hotkey) => hotkeyStake(ctx, hotkey)),
      lastUpdate: LastUpdate.get(ctx, netuid).map(Number),
      registeredAt: perUid(count, (uid) => Number(BlockAtRegistration.get(ctx, netuid, uid))),
      permits: perUid(count, (uid) => permits[uid] ?? false),
      weights: rows(Weights),
      bonds: rows(Bonds),
      parameters: {
        kappa: Kappa.get(ctx, netuid),
        bondsMovingAverage: Number(BondsMovingAverage.get(ctx, netuid)),
        maxAllowedValidators: MaxAllowedValidators.get(ctx, netuid),
        activityCutoffBlocks: ActivityCutoff.get(ctx, netuid),
      },
    },
  };
}
