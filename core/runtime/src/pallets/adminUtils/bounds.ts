// Bounds that involve more than the value itself (chain.md §3).

import { ensure, type ReadContext } from "@plexus/core/frame";
import { TAO } from "../../primitives.js";
import { neuronCount } from "../subtensor/registration/neurons.js";
import { errors as subnetErrors } from "../subtensor/subnets/errors.js";
import { MaxAllowedUids, MaxBurn, MinAllowedUids, MinBurn } from "../subtensor/subnets/parameters.js";
import { MinActivityCutoff } from "../subtensor/subnets/storage.js";
import { errors } from "./errors.js";

const UIDS_LIMIT = 256;
const OWNERS_BONDS_LIMIT = 975_000n;
const MILLION = 1_000_000n;

/** MinBurn stays below 1 TAO, MaxBurn above 0.1 TAO, and one below the other. */
const LEAST_BURN_BOUND_RAO = TAO;
const LARGEST_BURN_BOUND_RAO = TAO / 10n;

export function checkMinBurn(ctx: ReadContext, netuid: number, burnRao: bigint): void {
  ensure(burnRao < LEAST_BURN_BOUND_RAO && burnRao < MaxBurn.get(ctx, netuid), errors.ValueNotInBounds);
}

export function checkMaxBurn(ctx: ReadContext, netuid: number, burnRao: bigint): void {
  ensure(burnRao > LARGEST_BURN_BOUND_RAO && burnRao > MinBurn.get(ctx, netuid), errors.ValueNotInBounds);
}

export function checkMaxAllowedUids(ctx: ReadContext, netuid: number, uids: number): void {
  ensure(uids >= MinAllowedUids.get(ctx, netuid), errors.MaxAllowedUidsLessThanMinAllowedUids);
  ensure(uids >= neuronCount(ctx, netuid), errors.MaxAllowedUIdsLessThanCurrentUIds);
  ensure(uids <= UIDS_LIMIT, errors.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids);
}

export function checkMinAllowedUids(ctx: ReadContext, netuid: number, uids: number): void {
  ensure(uids < MaxAllowedUids.get(ctx, netuid), errors.MinAllowedUidsGreaterThanMaxAllowedUids);
  ensure(uids < neuronCount(ctx, netuid), errors.MinAllowedUidsGreaterThanCurrentUids);
}

export function checkMaxAllowedValidators(ctx: ReadContext, netuid: number, validators: number): void {
  ensure(validators <= MaxAllowedUids.get(ctx, netuid), errors.MaxValidatorsLargerThanMaxUIds);
}

export function checkBondsMovingAverage(_ctx: ReadContext, _netuid: number, perMillion: bigint, byRoot: boolean): void {
  ensure(byRoot || perMillion <= OWNERS_BONDS_LIMIT, errors.BondsMovingAverageMaxReached);
  ensure(perMillion <= MILLION, errors.ValueNotInBounds);
}

export function checkActivityCutoff(ctx: ReadContext, _netuid: number, blocks: number): void {
  ensure(blocks >= MinActivityCutoff.get(ctx), subnetErrors.ActivityCutoffTooLow);
}

/** A target of 0 would leave demand without a measure. */
export function checkTarget(_ctx: ReadContext, _netuid: number, target: number): void {
  ensure(target > 0, errors.ValueNotInBounds);
}
