/** The root epoch: the weights of root's validators on subnets become shares of the block emission (yuma.md §9.1). */

import { divide, multiply, normalise, toU64 } from "../../fixed/arithmetic.js";
import { exponential } from "../../fixed/exponential.js";
import { FixedOverflow, I64F64, oneOf } from "../../fixed/format.js";
import { EpochInputError, type Row } from "./epochInput.js";

export interface RootEpochInput {
  /** Stake of each root validator in rao. */
  readonly stake: readonly bigint[];
  /** Row i: the stored weights of root validator i as [netuid, u16], largest 65535, not normalised. */
  readonly weights: readonly Row[];
  /** Every netuid that exists, root (0) included, ascending. */
  readonly netuids: readonly number[];
  /** One per netuid: false = may not earn, so that its share is 0 before normalising (stable.md §4). Absent = all earn. */
  readonly earning?: readonly boolean[];
  readonly rho: number;
  /** u16 */
  readonly kappa: number;
  /** Rao per block. */
  readonly blockEmission: bigint;
}

/** One entry per netuid; I64F64 bits, except emission in rao per block. */
export interface RootEpochOutput {
  readonly ranks: bigint[];
  readonly trust: bigint[];
  readonly consensus: bigint[];
  readonly shares: bigint[];
  readonly emission: bigint[];
}

const ONE = oneOf(I64F64);

/** 1 / (1 + e^(−rho·(trust − kappa))); where the power leaves I64F64 its limit, 0 or 1, stands for it. */
function sigmoid(trust: bigint, rho: bigint, kappa: bigint): bigint {
  const exponent = multiply(I64F64, -(rho << 64n), trust - kappa);
  try {
    return divide(I64F64, ONE, ONE + exponential(I64F64, exponent));
  } catch (error) {
    if (!(error instanceof FixedOverflow)) throw error;
    return exponent < 0n ? ONE : 0n;
  }
}

function checkRootInput(input: RootEpochInput): void {
  if (input.weights.length !== input.stake.length) throw new EpochInputError("root weights and stake differ in length");
  if (input.earning !== undefined && input.earning.length !== input.netuids.length) {
    throw new EpochInputError("earning and netuids differ in length");
  }
}

/**
 * Shares of the block emission by netuid, or undefined where the root epoch refuses and old values stay: no
 * validators, no networks, or no stake. Column 0, root itself, may earn a share; nobody is ever paid it.
 */
export function rootEpoch(input: RootEpochInput): RootEpochOutput | undefined {
  checkRootInput(input);
  const columns = new Map(input.netuids.map((netuid, column) => [netuid, column]));
  const stake = normalise(
    I64F64,
    input.stake.map((rao) => rao << 64n),
  );
  const total = stake.reduce((sum, share) => sum + share, 0n);
  if (stake.length === 0 || columns.size === 0 || total === 0n) return undefined;
  const ranks = input.netuids.map(() => 0n);
  const trustStake = input.netuids.map(() => 0n);
  input.weights.forEach((row, i) => {
    for (const [netuid, weight] of row) {
      const column = columns.get(netuid);
      if (column === undefined || weight === 0) continue;
      ranks[column]! += BigInt(weight) * stake[i]!;
      trustStake[column]! += stake[i]!;
    }
  });
  const trust = trustStake.map((share) => divide(I64F64, share, total));
  const kappa = ((BigInt(input.kappa) << 32n) / 65535n) << 32n;
  const consensus = trust.map((value) => sigmoid(value, BigInt(input.rho), kappa));
  const earned = consensus.map((value, column) =>
    input.earning?.[column] === false ? 0n : multiply(I64F64, value, ranks[column]!),
  );
  const shares = normalise(I64F64, earned);
  const emission = shares.map((share) => toU64(I64F64, multiply(I64F64, share, input.blockEmission << 64n)));
  return { ranks, trust, consensus, shares, emission };
}
