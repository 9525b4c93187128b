// Weights of validators on miners, and on root of validators on subnets (chain.md §2.4 A, stable.md 3 and 4). Checks in order.

import { isMaxLimited, maxUpscaleU16 } from "@plexus/core/fixed";
import { type Context, ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import { ValidatorPermit } from "../epoch/storage.js";
import { ROOT_NETUID } from "../noAccount.js";
import { neuronCount, uidOf } from "../registration/neurons.js";
import { errors as subnetErrors } from "../subnets/errors.js";
import { ensureSubnet, subnetExists } from "../subnets/networks.js";
import { MaxWeightsLimit, MinAllowedWeights, WeightsSetRateLimit, WeightsVersionKey } from "../subnets/parameters.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { LastUpdate, Weights } from "./storage.js";

export interface WeightsArguments {
  readonly netuid: number;
  readonly mecid: number;
  readonly dests: readonly number[];
  readonly weights: readonly number[];
  readonly version_key: bigint;
}

function ensureVersion(ctx: ReadContext, { netuid, version_key }: WeightsArguments): void {
  const stored = WeightsVersionKey.get(ctx, netuid);
  ensure(stored === 0n || version_key >= stored, errors.IncorrectWeightVersionKey);
}

function ensureNotTooFast(ctx: ReadContext, netuid: number, uid: number): void {
  const last = LastUpdate.get(ctx, netuid)[uid] ?? 0n;
  const elapsed = BigInt(ctx.block.number) - last;
  ensure(last === 0n || elapsed >= WeightsSetRateLimit.get(ctx, netuid), errors.SettingWeightsTooFast);
}

/** A single weight on oneself: allowed without permit, and whatever the limits (never on root). */
function isSelfOnly({ netuid, dests }: WeightsArguments, uid: number): boolean {
  return netuid !== ROOT_NETUID && dests.length === 1 && dests[0] === uid;
}

function ensureDestinations(ctx: ReadContext, { netuid, dests }: WeightsArguments): void {
  ensure(new Set(dests).size === dests.length, errors.DuplicateUids);
  const count = neuronCount(ctx, netuid);
  ensure(netuid === ROOT_NETUID || dests.every((dest) => dest < count), errors.UidVecContainInvalidOne);
}

function ensureLimits(ctx: ReadContext, { netuid, dests, weights }: WeightsArguments): void {
  const least = Math.min(neuronCount(ctx, netuid), MinAllowedWeights.get(ctx, netuid));
  ensure(dests.length >= least, errors.WeightVecLengthIsLow);
  const limit = MaxWeightsLimit.get(ctx, netuid);
  ensure(limit === 65_535 || isMaxLimited(weights, limit), errors.MaxWeightExceeded);
}

/** Returns the validator's uid. */
export function checkWeights(ctx: ReadContext, origin: Origin, args: WeightsArguments): number {
  const { netuid, mecid, dests, weights } = args;
  const hotkey = ensureSigned(origin);
  const isRoot = netuid === ROOT_NETUID;
  ensure(!isRoot || ctx.chain.emissionPolicy === "root-weights", errors.CanNotSetRootNetworkWeights);
  ensure(dests.length === weights.length, errors.WeightVecNotEqualSize);
  ensureSubnet(ctx, netuid);
  ensure(mecid === 0, subnetErrors.MechanismDoesNotExist);
  if (isRoot)
    ensure(
      dests.every((dest) => subnetExists(ctx, dest)),
      errors.UidVecContainInvalidOne,
    );
  else ensure(dests.length <= neuronCount(ctx, netuid), errors.UidsLengthExceedUidsInSubNet);
  const uid = uidOf(ctx, netuid, hotkey);
  ensure(uid !== undefined, errors.HotKeyNotRegisteredInSubNet);
  ensureVersion(ctx, args);
  ensureNotTooFast(ctx, netuid, uid);
  const selfOnly = isSelfOnly(args, uid);
  ensure(isRoot || selfOnly || ValidatorPermit.get(ctx, netuid)[uid] === true, errors.NeuronNoValidatorPermit);
  ensureDestinations(ctx, args);
  if (!selfOnly) ensureLimits(ctx, args);
  return uid;
}

export function setWeightsFor(ctx: Context, origin: Origin, args: WeightsArguments): void {
  const uid = checkWeights(ctx, origin, args);
  const { netuid, dests, weights } = args;
  const upscaled = maxUpscaleU16(weights);
  Weights.set(
    ctx,
    netuid,
    uid,
    dests.map((dest, i) => [dest, upscaled[i] as number]),
  );
  const block = BigInt(ctx.block.number);
  const count = neuronCount(ctx, netuid);
  LastUpdate.mutate(ctx, [netuid], (blocks) =>
    Array.from({ length: count }, (_, i) => (i === uid ? block : (blocks[i] ?? 0n))),
  );
  ctx.deposit(events.WeightsSet, [netuid, uid]);
}
