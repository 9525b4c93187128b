// Creation of a subnet by a coldkey (stable.md 8, chain.md §2.3 A): what register_network does, with identity or without.

import { type Context, ensure } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { spendable, withdraw } from "../../balances/move.js";
import { ensureHotkeyAccount } from "../registration/hotkeyAccount.js";
import type { NeuronListener } from "../registration/listeners.js";
import { appendNeuron } from "../registration/neurons.js";
import { createSubnet, STABLE_MECHANISM } from "./createSubnet.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { chooseSubnetToPrune, currentLockCost, freeNetuid, isAtSubnetLimit } from "./lockCost.js";
import { passesRateLimit, recordRateLimited } from "./rateLimits.js";
import { removeSubnet } from "./removeSubnet.js";
import { NetworkLastLockCost, NetworkRateLimit, SubnetLocked } from "./storage.js";

const LAST_REGISTERED = { type: "NetworkLastRegistered" } as const;

/** Returns the new netuid. The lock is priced before pruning, and may be paid with a lock that pruning returns. */
export function registerSubnet(ctx: Context, coldkey: Hex, hotkey: Hex, listeners: readonly NeuronListener[]): number {
  ensure(passesRateLimit(ctx, LAST_REGISTERED, NetworkRateLimit.get(ctx)), errors.NetworkTxRateLimitExceeded);
  ensureHotkeyAccount(ctx, coldkey, hotkey);
  const lockRao = currentLockCost(ctx);
  if (isAtSubnetLimit(ctx)) {
    const pruned = chooseSubnetToPrune(ctx);
    ensure(pruned !== undefined, errors.AllNetworksInImmunity);
    removeSubnet(ctx, pruned, listeners);
  }
  ensure(spendable(ctx, coldkey, "keepAlive") >= lockRao, errors.CannotAffordLockCost);
  withdraw(ctx, coldkey, lockRao, "keepAlive");
  const netuid = freeNetuid(ctx);
  createSubnet(ctx, netuid, { owner: { coldkey, hotkey } });
  SubnetLocked.set(ctx, netuid, lockRao);
  NetworkLastLockCost.set(ctx, lockRao);
  recordRateLimited(ctx, LAST_REGISTERED);
  ctx.deposit(events.NetworkAdded, [netuid, STABLE_MECHANISM]);
  appendNeuron(ctx, netuid, hotkey);
  return netuid;
}
