// How many registrations a subnet takes (chain.md §2.1 and §2.2 A): per block, and three times the target per interval.

import { type Context, ensure, type ReadContext } from "@plexus/core/frame";
import { MaxRegistrationsPerBlock, TargetRegistrationsPerInterval } from "../subnets/parameters.js";
import { errors } from "./errors.js";
import { BurnRegistrationsThisInterval, RegistrationsThisBlock, RegistrationsThisInterval } from "./storage.js";

const INTERVAL_CAP = 3;
const U16_MAX = 65_535;
const increment = (count: number) => Math.min(count + 1, U16_MAX);

export function ensureWithinCaps(ctx: ReadContext, netuid: number): void {
  ensure(
    RegistrationsThisBlock.get(ctx, netuid) < MaxRegistrationsPerBlock.get(ctx, netuid),
    errors.TooManyRegistrationsThisBlock,
  );
  const cap = TargetRegistrationsPerInterval.get(ctx, netuid) * INTERVAL_CAP;
  ensure(RegistrationsThisInterval.get(ctx, netuid) < cap, errors.TooManyRegistrationsThisInterval);
}

export function countRegistration(ctx: Context, netuid: number, byBurn: boolean): void {
  RegistrationsThisBlock.mutate(ctx, [netuid], increment);
  RegistrationsThisInterval.mutate(ctx, [netuid], increment);
  if (byBurn) BurnRegistrationsThisInterval.mutate(ctx, [netuid], increment);
}
