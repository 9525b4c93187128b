// One row of the table of setters, and what it means: who may, when, within which bounds (chain.md §3).

import {
  type CallDefinition,
  type Context,
  defineCall,
  type EventDefinition,
  ensure,
  ensureRoot,
  type Origin,
  type ReadContext,
  type StorageEntry,
} from "@plexus/core/frame";
import type { Codec } from "@plexus/core/scale";
import { NetUid } from "../../primitives.js";
import { blocksUntilEpoch } from "../subtensor/epoch/schedule.js";
import { errors as subnetErrors } from "../subtensor/subnets/errors.js";
import { ensureOwner, subnetExists } from "../subtensor/subnets/networks.js";
import { Tempo } from "../subtensor/subnets/parameters.js";
import {
  type HyperparameterValue,
  passesRateLimit,
  type RateLimitKeyValue,
  recordRateLimited,
} from "../subtensor/subnets/rateLimits.js";
import { AdminFreezeWindow, OwnerHyperparamRateLimit } from "../subtensor/subnets/storage.js";
import { errors } from "./errors.js";

const SETTER_WEIGHT_PS = 25_000_000n;

/** Who may beside root, and which rate limit holds for them; root is never limited. */
export type Who =
  | "root"
  | "owner, unlimited"
  | { readonly owner: HyperparameterValue["type"]; readonly everyTempos?: (ctx: ReadContext) => bigint };

interface Common<V> {
  /** Name of the call and of its argument on the wire. */
  readonly name: string;
  readonly argument: string;
  readonly codec: Codec<V>;
  readonly sets: string;
}

export interface SubnetSetter<V> extends Common<V> {
  readonly entry: StorageEntry<[netuid: number], V>;
  readonly who: Who;
  readonly event?: EventDefinition<[number, V]>;
  /** Throws the refusal of a value that does not fit. */
  readonly check?: (ctx: ReadContext, netuid: number, value: V, byRoot: boolean) => void;
}

export interface GlobalSetter<V> extends Common<V> {
  readonly entry: StorageEntry<[], V>;
  readonly event: EventDefinition<[V]>;
  readonly check?: (ctx: ReadContext, value: V) => void;
}

/** A setter as a call, and what it sets: for those who bound it (pallet Governance). */
export interface SetterCall extends CallDefinition {
  readonly argument: string;
  readonly scope: "subnet" | "chain";
  readonly entry: StorageEntry;
}

/** An owner may not change the rules just before they are applied. */
function ensureWindowOpen(ctx: ReadContext, netuid: number): void {
  const blocks = blocksUntilEpoch(ctx, netuid, ctx.block.number);
  ensure(
    blocks === undefined || blocks >= AdminFreezeWindow.get(ctx),
    subnetErrors.AdminActionProhibitedDuringWeightsWindow,
  );
}

/** Refuses what comes too soon, and puts the change on record. */
function limitRate(ctx: Context, netuid: number, who: Exclude<Who, string>): void {
  const tempos = who.everyTempos ? who.everyTempos(ctx) : BigInt(OwnerHyperparamRateLimit.get(ctx));
  const key: RateLimitKeyValue = {
    type: "OwnerHyperparamUpdate",
    value: [netuid, { type: who.owner } as HyperparameterValue],
  };
  ensure(passesRateLimit(ctx, key, tempos * BigInt(Tempo.get(ctx, netuid))), subnetErrors.TxRateLimitExceeded);
  recordRateLimited(ctx, key);
}

/** Returns whether root asks. */
function authorise(ctx: Context, origin: Origin, netuid: number, who: Who): boolean {
  if (origin.type !== "Signed" || who === "root") {
    ensureRoot(origin);
    ensure(subnetExists(ctx, netuid), errors.SubnetDoesNotExist);
    return true;
  }
  ensure(subnetExists(ctx, netuid), errors.SubnetDoesNotExist);
  ensureOwner(ctx, netuid, origin.who);
  ensureWindowOpen(ctx, netuid);
  if (who !== "owner, unlimited") limitRate(ctx, netuid, who);
  return false;
}

export function subnetSetter<V>({
  name,
  argument,
  codec,
  sets,
  entry,
  who,
  event,
  check,
}: SubnetSetter<V>): SetterCall {
  const call = defineCall({
    name,
    args: { netuid: NetUid, [argument]: codec as Codec<unknown> },
    docs: `Sets ${sets} of a subnet. ${who === "root" ? "Root's." : "The owner's or root's."}`,
    weight: SETTER_WEIGHT_PS,
    dispatch(ctx, origin, args) {
      const netuid = args.netuid as number;
      const value = args[argument] as Exclude<V, undefined>;
      const byRoot = authorise(ctx, origin, netuid, who);
      check?.(ctx, netuid, value, byRoot);
      entry.set(ctx, netuid, value);
      if (event) ctx.deposit(event, [netuid, value]);
    },
  }) as unknown as CallDefinition;
  return { ...call, argument, scope: "subnet", entry: entry as unknown as StorageEntry };
}

export function globalSetter<V>({ name, argument, codec, sets, entry, event, check }: GlobalSetter<V>): SetterCall {
  const call = defineCall({
    name,
    args: { [argument]: codec as Codec<unknown> },
    docs: `Sets ${sets} of the chain. Root's.`,
    weight: SETTER_WEIGHT_PS,
    dispatch(ctx, origin, args) {
      ensureRoot(origin);
      const value = args[argument] as Exclude<V, undefined>;
      check?.(ctx, value);
      entry.set(ctx, value);
      ctx.deposit(event, [value]);
    },
  }) as unknown as CallDefinition;
  return { ...call, argument, scope: "chain", entry: entry as unknown as StorageEntry };
}
