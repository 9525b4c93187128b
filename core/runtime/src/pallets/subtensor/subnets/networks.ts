// Questions about subnets.

import { ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { NO_ACCOUNT } from "../noAccount.js";
import { errors } from "./errors.js";
import { NetworksAdded, SubnetOwner } from "./storage.js";

export function subnetExists(ctx: ReadContext, netuid: number): boolean {
  return NetworksAdded.get(ctx, netuid);
}

export function ensureSubnet(ctx: ReadContext, netuid: number): void {
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists);
}

/** All netuids, root among them, ascending. Storage order is that of little-endian bytes, hence the sort. */
export function allNetuids(ctx: ReadContext): number[] {
  const netuids: number[] = [];
  for (const [[netuid], added] of NetworksAdded.entries(ctx)) if (added) netuids.push(netuid);
  return netuids.sort((a, b) => a - b);
}

/** The owner's coldkey; undefined for a subnet without owner, as root is. */
export function ownerOf(ctx: ReadContext, netuid: number): Hex | undefined {
  const owner = SubnetOwner.get(ctx, netuid);
  return owner === NO_ACCOUNT ? undefined : owner;
}

export function ensureOwner(ctx: ReadContext, netuid: number, who: Hex): void {
  ensure(ownerOf(ctx, netuid) === who, errors.NotSubnetOwner);
}
