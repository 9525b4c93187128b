/** The steps of Yuma in their order, with every intermediate value (yuma.md §3–§6): the trace that vectors check. */
import { activeStake, activity } from "./activity.js";
import type { BondOutcome } from "./bondRules.js";
import { clipToConsensus } from "./clip.js";
import { consensusWeights, majorityOf } from "./consensusWeights.js";
import { countedWeights } from "./countedWeights.js";
import { checkEpochInput, type EpochInput } from "./epochInput.js";
import { divideVectors, normaliseVector, rowSums, sumColumnsBy } from "./matrixArithmetic.js";
import type { EpochRules } from "./rules.js";
import { fromRows, type SparseMatrix } from "./sparseMatrix.js";
import { type EmissionShares, emissionShares } from "./splitEmission.js";
import { stakeShares } from "./stakeShares.js";
import { topPermits, withOwner } from "./topPermits.js";

/** All vectors and matrices hold I32F32 bits. */
export interface EpochTrace {
  readonly stake: Float64Array;
  readonly active: boolean[];
  readonly newPermits: boolean[];
  readonly activeStake: Float64Array;
  readonly weights: SparseMatrix;
  readonly consensus: Float64Array;
  readonly clipped: SparseMatrix;
  readonly validatorTrust: Float64Array;
  readonly rank: Float64Array;
  /** Rank over the rank that unclipped weights would have given; undefined under rules that keep no trust. */
  readonly trust: Float64Array | undefined;
  readonly incentive: Float64Array;
  readonly bonds: BondOutcome;
  readonly emission: EmissionShares;
}

function newPermits(rules: EpochRules, input: EpochInput, stake: Float64Array, owner: number | undefined): boolean[] {
  const top = topPermits(stake, input.parameters.maxAllowedValidators);
  return withOwner(
    top.map((permit, uid) => permit && (!rules.permitNeedsStake || stake[uid]! > 0)),
    owner,
  );
}

/** Runs one epoch. Throws EpochInputError where the input does not hold together. Cost: O(cells + n log n). */
export function computeEpoch(rules: EpochRules, input: EpochInput): EpochTrace {
  checkEpochInput(input);
  const { parameters } = input;
  const owner = rules.privilegedUid(input);
  const permits = withOwner(input.permits, owner);
  const stake = stakeShares(input, owner);
  const active = activity(input);
  const votes = activeStake(stake, active, permits);

  const weights = countedWeights(input, permits, owner);
  const consensus = consensusWeights(votes, weights, majorityOf(parameters.kappa));
  const clipped = clipToConsensus(weights, consensus);
  const rank = sumColumnsBy(clipped, votes);
  const trust = rules.keepsTrust ? divideVectors(rank, sumColumnsBy(weights, votes)) : undefined;
  const incentive = normaliseVector(rank);

  const bonds = rules.bondRule(parameters)({
    bonds: rules.dropVoidBonds(fromRows(input.bonds, input.stake.length), input),
    weights: rules.weightsForBonds(weights, clipped, parameters),
    consensus,
    activeStake: votes,
    incentive,
    parameters,
  });
  return {
    stake,
    active,
    newPermits: newPermits(rules, input, stake, owner),
    activeStake: votes,
    weights,
    consensus,
    clipped,
    validatorTrust: rowSums(clipped),
    rank,
    trust,
    incentive,
    bonds,
    emission: emissionShares(incentive, bonds.dividends, votes, stake),
  };
}
