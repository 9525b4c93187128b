/**
 * The twin: the epoch of yuma.md §3–§7 once more, dense and in BigInt, straight from the text and sharing no step with
 * `runEpoch`. Slow; property tests hold the two side by side. Used by tests only.
 */
import { fromRatio, safeDivide } from "../../fixed/arithmetic.js";
import { exponentialSafe } from "../../fixed/exponential.js";
import { I64F64, I96F32 } from "../../fixed/format.js";
import { maxUpscaleToU16, quantiseToU16 } from "../../fixed/proportion.js";
import type { EpochInput, Row } from "../epoch/epochInput.js";
import type { EpochOutput } from "../epoch/epochOutput.js";
import {
  average,
  averageByCell,
  blend,
  clipColumns,
  columnDot,
  columnNormalise,
  columnUpscale,
  type Dense,
  mapDense,
  medianOfColumns,
  minus,
  normaliseList,
  ONE_BITS,
  over,
  plus,
  rowDot,
  rowNormalise,
  times,
  total,
} from "./denseMatrix.js";

const u16Share = (value: number): bigint => over(BigInt(value) << 32n, 65535n << 32n);

function denseOf(rows: readonly Row[], n: number): Dense {
  return rows.map((row) => {
    const dense = Array.from({ length: n }, (): bigint | undefined => undefined);
    for (const [column, value] of row) if (column < n) dense[column] = BigInt(value) << 32n;
    return dense;
  });
}

function stakeOf(input: EpochInput, owner: number): bigint[] {
  const threshold = input.parameters.stakeThreshold ?? 0n;
  const bits = input.stake.map((rao, uid) => {
    const counts = rao >= threshold || uid === owner;
    return counts ? (rao << 64n) | (input.stakeFraction?.[uid] ?? 0n) : 0n;
  });
  const all = bits.reduce((sum, value) => sum + value, 0n);
  return bits.map((value) => safeDivide(I64F64, value, all) >> 32n);
}

function permitsOf(stake: readonly bigint[], k: number): boolean[] {
  const ranked = stake.map((share, uid) => ({ share, uid }));
  ranked.sort((a, b) => (a.share !== b.share ? (a.share > b.share ? -1 : 1) : b.uid - a.uid));
  const chosen = new Set(ranked.slice(0, k).map(({ uid }) => uid));
  return stake.map((_, uid) => chosen.has(uid));
}

/** Liquid alpha of §5.3 in signed I32F32. */
export function twinLiquidAlpha(
  settings: { low: number; high: number; steepness: number },
  consensus: bigint,
  weight: bigint,
  bond: bigint,
): bigint {
  const clamp = (value: bigint, low: bigint, high: bigint): bigint => (value < low ? low : value > high ? high : value);
  const low = u16Share(settings.low);
  const high = u16Share(settings.high);
  const buy = clamp(minus(weight, consensus), 0n, ONE_BITS);
  const sell = clamp(minus(bond, weight), 0n, ONE_BITS);
  const distance = minus(weight >= bond ? buy : sell, ONE_BITS / 2n);
  const slope = over(BigInt(settings.steepness) << 32n, -100n << 32n);
  const share = over(ONE_BITS, plus(ONE_BITS, exponentialSafe(times(slope, distance))));
  return clamp(plus(low, times(share, minus(high, low))), low, high);
}

function countedWeights(input: EpochInput, permits: readonly boolean[], owner: number): Dense {
  const n = input.stake.length;
  return rowNormalise(
    mapDense(denseOf(input.weights, n), (value, i, j) => {
      const commit = input.commitBlocks?.[i];
      if (permits[i] !== true || (i === j && i !== owner)) return undefined;
      if ((input.lastUpdate[i] ?? 0) <= input.registeredAt[j]!) return undefined;
      return commit !== undefined && commit < input.registeredAt[j]! ? undefined : value;
    }),
  );
}

interface Steps {
  readonly weights: Dense;
  readonly clipped: Dense;
  readonly consensus: bigint[];
  readonly votes: bigint[];
  readonly incentive: bigint[];
}

function bonds2024(
  input: EpochInput,
  steps: Steps,
  old: Dense,
  weightsForBonds: Dense,
): { shares: Dense; stored: Dense; dividends: bigint[] } {
  const alpha = ONE_BITS - fromRatio(I64F64, BigInt(input.parameters.bondsMovingAverage), 1_000_000n) / ONE_BITS;
  const fresh = columnNormalise(mapDense(weightsForBonds, (value, i) => times(value, steps.votes[i]!)));
  const shares = columnNormalise(average(fresh, columnNormalise(old), alpha));
  return { shares, stored: columnUpscale(shares), dividends: normaliseList(rowDot(shares, steps.incentive)) };
}

function bondsYuma3(
  input: EpochInput,
  steps: Steps,
  old: Dense,
  weightsForBonds: Dense,
): { shares: Dense; stored: Dense; dividends: bigint[] } {
  const fractions = mapDense(old, (value) => over(value, 65535n << 32n));
  const settings = input.parameters.liquidAlpha;
  const alpha = ONE_BITS - fromRatio(I64F64, BigInt(input.parameters.bondsMovingAverage), 1_000_000n) / ONE_BITS;
  const stored =
    settings !== undefined && steps.consensus.some((weight) => weight !== 0n)
      ? averageByCell(weightsForBonds, fractions, (i, j) =>
          twinLiquidAlpha(settings, steps.consensus[j]!, weightsForBonds[i]![j] ?? 0n, fractions[i]![j] ?? 0n),
        )
      : average(weightsForBonds, fractions, alpha);
  const shares = columnNormalise(stored);
  const earned = rowDot(shares, steps.incentive).map((value, i) => times(value, steps.votes[i]!));
  return { shares, stored, dividends: normaliseList(earned) };
}

function twinBonds(era: "A" | "B", input: EpochInput, steps: Steps): { stored: Dense; dividends: bigint[] } {
  const n = input.stake.length;
  const { parameters } = input;
  const last = parameters.lastMechanismStepBlock ?? 0;
  const boundary = last === 0 ? Math.max(0, input.currentBlock - (parameters.tempo ?? 0)) : last + 1;
  const old = mapDense(denseOf(input.bonds, n), (value, i, j) => {
    const date = era === "A" ? (input.lastUpdate[i] ?? 0) : boundary;
    return date <= input.registeredAt[j]! ? undefined : value;
  });
  if (era === "A") return bonds2024(input, steps, old, steps.clipped);
  const weights = blend(steps.weights, steps.clipped, u16Share(parameters.bondsPenalty ?? 65535));
  return parameters.yuma3 === true ? bondsYuma3(input, steps, old, weights) : bonds2024(input, steps, old, weights);
}

interface Split {
  readonly server: bigint[];
  readonly validator: bigint[];
  readonly combined: bigint[];
}

function splitOf(incentive: bigint[], dividends: bigint[], votes: bigint[], stake: bigint[]): Split {
  const both = incentive.map((value, uid) => plus(value, dividends[uid]!));
  const sum = total(both);
  const fallback = total(votes) === 0n ? stake : votes;
  if (sum === 0n) return { server: incentive, validator: fallback, combined: fallback };
  return {
    server: incentive.map((value) => over(value, sum)),
    validator: dividends.map((value) => over(value, sum)),
    combined: normaliseList(both),
  };
}

export function twinEpoch(era: "A" | "B", input: EpochInput): EpochOutput {
  const n = input.stake.length;
  const { parameters } = input;
  const owner = era === "B" ? (input.ownerUid ?? -1) : -1;
  const permits = input.permits.map((permit, uid) => permit || uid === owner);
  const stake = stakeOf(input, owner);
  const active = stake.map(
    (_, uid) => !((input.lastUpdate[uid] ?? 0) + parameters.activityCutoffBlocks < input.currentBlock),
  );
  const votes = normaliseList(stake.map((share, uid) => (active[uid] && permits[uid] ? share : 0n)));
  const weights = countedWeights(input, permits, owner);
  const consensus = medianOfColumns(votes, weights, n, u16Share(parameters.kappa));
  const clipped = clipColumns(weights, consensus);
  const rank = columnDot(clipped, votes, n);
  const prerank = columnDot(weights, votes, n);
  const incentive = normaliseList(rank);
  const { stored, dividends } = twinBonds(era, input, { weights, clipped, consensus, votes, incentive });
  const split = splitOf(incentive, dividends, votes, stake);
  const newPermits = permitsOf(stake, parameters.maxAllowedValidators).map(
    (permit, uid) => (permit && (era === "A" || stake[uid]! > 0n)) || uid === owner,
  );
  const pay = (shares: bigint[]): bigint[] =>
    shares.map((share) => ((share * (input.rao << 32n)) >> 32n) >> I96F32.fractionBits);
  const trust = rank.map((value, j) => over(value, prerank[j]!));
  return {
    active,
    permits: newPermits,
    consensus: consensus.map(quantiseToU16),
    incentive: incentive.map(quantiseToU16),
    dividends: dividends.map(quantiseToU16),
    validatorTrust: clipped.map(total).map(quantiseToU16),
    stakeWeight: stake.map(quantiseToU16),
    rank: era === "A" ? incentive.map(quantiseToU16) : [],
    trust: era === "A" ? trust.map(quantiseToU16) : [],
    pruningScores: era === "A" ? maxUpscaleToU16(split.combined) : [],
    serverEmission: pay(split.server),
    validatorEmission: pay(split.validator),
    emission: pay(split.combined),
    bonds: stored.map((row, uid): Row | undefined => {
      if (newPermits[uid])
        return row.flatMap((value, j) => (value === undefined ? [] : [[j, quantiseToU16(value)] as const]));
      return era === "A" && input.permits[uid] !== true ? undefined : [];
    }),
  };
}
