// The constitution into the state of block 0: the chainspec's, over the default of the chain's type.

import type { Context } from "@plexus/core/frame";
import type { ConstitutionSpec, TrackSpec } from "../constitutionSpec.js";
import { TRACKS, type TrackRulesValue } from "../shapes.js";
import { Calls, LockPeriod, Parameters, Tracks } from "../storage.js";
import { defaultConstitution } from "./defaults.js";
import { nameBytes } from "./governable.js";
import { isConstitutionStrictest, isLockPeriodWithinLimits, isRuleWithinLimits, trackProblem } from "./limits.js";

export function toRules(spec: TrackSpec): TrackRulesValue {
  return {
    deposit: BigInt(spec.depositRao),
    decision_period: spec.decisionPeriodBlocks,
    confirm_period: spec.confirmPeriodBlocks,
    enactment_delay: spec.enactmentDelayBlocks,
    quorum: spec.quorumPermille,
    approval: spec.approvalPermille.map(([at, approval]) => [at, approval]),
    spam_floor: spec.spamFloorPermille,
    max_deciding: spec.maxDeciding,
    max_queued: spec.maxQueued,
  };
}

/** Throws where the constitution goes beyond the law's limits, naming what. */
export function setGenesisConstitution(ctx: Context, spec: ConstitutionSpec = {}): void {
  const usual = defaultConstitution(ctx.chain.chainType);
  for (const type of TRACKS) {
    const rules = toRules({ ...usual.tracks[type], ...spec.tracks?.[type] });
    const problem = trackProblem(type, rules);
    if (problem) throw new Error(`constitution, track ${type}: ${problem}`);
    Tracks.set(ctx, { type }, rules);
  }
  if (!isConstitutionStrictest((type) => Tracks.get(ctx, { type })))
    throw new Error(
      "constitution: no track may be quicker, easier or want less turnout than the track Constitution asks",
    );
  const lockPeriod = spec.lockPeriodBlocks ?? usual.lockPeriodBlocks;
  if (!isLockPeriodWithinLimits(lockPeriod)) throw new Error(`constitution: a lock period of ${lockPeriod} blocks`);
  LockPeriod.set(ctx, lockPeriod);
  for (const [name, parameter] of Object.entries({ ...usual.parameters, ...spec.parameters })) {
    if (!parameter) continue;
    const rule = {
      track: { type: parameter.track },
      minimum: BigInt(parameter.minimum),
      maximum: BigInt(parameter.maximum),
    };
    if (!isRuleWithinLimits(name, rule))
      throw new Error(`constitution: ${name} is no parameter of this chain, or its bounds exceed the law's`);
    Parameters.set(ctx, nameBytes(name), rule);
  }
  for (const [name, type] of Object.entries({ ...usual.calls, ...spec.calls }))
    if (type) Calls.set(ctx, nameBytes(name), { type });
}
