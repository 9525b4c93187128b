// What a subnet is called, and the block that an answer speaks of.

import type { ReadContext } from "@plexus/core/frame";
import { utf8 } from "@plexus/core/scale";
import { SubnetIdentitiesV3 } from "../identity/storage.js";
import { allNetuids } from "../subnets/networks.js";

/** Answers are about the block whose state is read; the context stands at the one after it. */
export const askedBlock = (ctx: ReadContext): number => ctx.block.number - 1;

/** What the owner calls it, or its number. */
export function subnetName(ctx: ReadContext, netuid: number): number[] {
  const given = SubnetIdentitiesV3.get(ctx, netuid)?.subnet_name;
  if (given && given.length > 0) return [...given];
  return [...utf8.encode(netuid === 0 ? "root" : `subnet ${netuid}`)];
}

/** Every stable subnet pays in TAO. */
export function tokenSymbol(): number[] {
  return [...utf8.encode("τ")];
}

/** Lists by netuid have a hole for each netuid in between that does not exist. */
export function byNetuid<T>(ctx: ReadContext, of: (netuid: number) => T): (T | undefined)[] {
  const netuids = allNetuids(ctx);
  const present = new Set(netuids);
  const last = netuids.at(-1) ?? -1;
  return Array.from({ length: last + 1 }, (_, netuid) => (present.has(netuid) ? of(netuid) : undefined));
}
