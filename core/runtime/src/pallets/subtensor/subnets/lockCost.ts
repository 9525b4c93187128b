// What creating a subnet locks now, and which subnet would give way (chain.md §2.3 A, stable.md 8).

import type { ReadContext } from "@plexus/core/frame";
import { networkLockCost, subnetToPrune } from "@plexus/core/yuma";
import { SubnetTaoInEmission } from "../emission/storage.js";
import { ROOT_NETUID } from "../noAccount.js";
import { allNetuids } from "./networks.js";
import { LastRateLimitedBlock } from "./rateLimits.js";
import {
  NetworkImmunityPeriod,
  NetworkLastLockCost,
  NetworkLockReductionInterval,
  NetworkMinLockCost,
  NetworkRegisteredAt,
  SubnetLimit,
} from "./storage.js";

/** rao. */
export function currentLockCost(ctx: ReadContext): bigint {
  return networkLockCost({
    lastLockRao: NetworkLastLockCost.get(ctx),
    minLockRao: NetworkMinLockCost.get(ctx),
    lastLockBlock: LastRateLimitedBlock.get(ctx, { type: "NetworkLastRegistered" }),
    reductionIntervalBlocks: NetworkLockReductionInterval.get(ctx),
    currentBlock: BigInt(ctx.block.number),
  });
}

export function isAtSubnetLimit(ctx: ReadContext): boolean {
  return allNetuids(ctx).filter((netuid) => netuid !== ROOT_NETUID).length >= SubnetLimit.get(ctx);
}

/** The non-immune subnet with least emission, the older on a tie; undefined where all are immune. */
export function chooseSubnetToPrune(ctx: ReadContext): number | undefined {
  const block = BigInt(ctx.block.number);
  const immunityBlocks = NetworkImmunityPeriod.get(ctx);
  const standings = allNetuids(ctx).map((netuid) => {
    const registeredAt = NetworkRegisteredAt.get(ctx, netuid);
    return {
      netuid,
      emission: SubnetTaoInEmission.get(ctx, netuid),
      registeredAt,
      immune: block - registeredAt < immunityBlocks,
    };
  });
  return subnetToPrune(standings);
}

/** The smallest netuid from 1 on that no subnet has. */
export function freeNetuid(ctx: ReadContext): number {
  const taken = new Set(allNetuids(ctx));
  let netuid = 1;
  while (taken.has(netuid)) netuid++;
  return netuid;
}
