/**
 * What one epoch of one subnet (one mechanism of it) reads, as plain numbers (yuma.md §3). Blocks are block numbers,
 * u16 values stand for value / 65535, amounts are rao.
 */
export type Cell = readonly [uid: number, value: number];
export type Row = readonly Cell[];

export interface LiquidAlpha {
  /** u16, lower and upper bound of alpha; 0 < low ≤ high. */
  readonly low: number;
  readonly high: number;
  /** i16; 1000 by default. */
  readonly steepness: number;
}

export interface EpochParameters {
  /** u16: the majority of stake that decides a consensus weight. */
  readonly kappa: number;
  /** Per million: 900000 keeps 0.9 of the old bonds; more than a million counts as a million. */
  readonly bondsMovingAverage: number;
  readonly maxAllowedValidators: number;
  /** 2024: ActivityCutoff. 2026: max(1, floor(ActivityCutoffFactorMilli × tempo / 1000)), see `activityCutoff2026`. */
  readonly activityCutoffBlocks: number;
  /** 2026: u16, how far clipping reaches into bonds; 65535 by default. */
  readonly bondsPenalty?: number;
  /** 2026: bonds without stake (Yuma3). */
  readonly yuma3?: boolean;
  /** 2026, with Yuma3 only; absent = off. */
  readonly liquidAlpha?: LiquidAlpha;
  /** 2026: least whole stake that counts; 0 by default. The owner is exempt. */
  readonly stakeThreshold?: bigint;
  /** 2026: blocks between epochs, and the block of the last one (0 = none yet); they date bonds. */
  readonly tempo?: number;
  readonly lastMechanismStepBlock?: number;
}

export interface EpochInput {
  readonly currentBlock: number;
  /** What the subnet issues for this epoch, in rao, without the owner's cut. */
  readonly rao: bigint;
  /** One per uid, whole rao; its length is the number of neurons. */
  readonly stake: readonly bigint[];
  /** One per uid, in 2^-64 rao, where stake has a fraction (2026: TAO weight). Absent = 0. */
  readonly stakeFraction?: readonly bigint[];
  /** Block of each validator's last weights. Shorter than the neurons: the rest count as 0. */
  readonly lastUpdate: readonly number[];
  /** Block in which each uid was registered. */
  readonly registeredAt: readonly number[];
  /** Validator permits as the previous epoch left them. */
  readonly permits: readonly boolean[];
  /** Row i: the stored weights of uid i, u16. Cells that point past the neurons are ignored. */
  readonly weights: readonly Row[];
  /** Row i: the stored bonds of uid i, u16. */
  readonly bonds: readonly Row[];
  /** 2026: uid of the owner's hotkey, where it is registered. */
  readonly ownerUid?: number;
  /** 2026 with commit-reveal: the smallest block among each validator's unexpired commits; undefined = none. */
  readonly commitBlocks?: readonly (number | undefined)[];
  readonly parameters: EpochParameters;
}

/** Thrown where an input is not what the storage could hold: a bug of the caller, never a user's mistake. */
export class EpochInputError extends RangeError {
  constructor(message: string) {
    super(`epoch input: ${message}`);
    this.name = "EpochInputError";
  }
}

function requireInteger(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new EpochInputError(`${name} is ${value}, not an integer of ${min} … ${max}`);
  }
}

function checkParameters(parameters: EpochParameters): void {
  requireInteger("kappa", parameters.kappa, 0, 65535);
  requireInteger("bondsMovingAverage", parameters.bondsMovingAverage, 0, 2 ** 64);
  requireInteger("maxAllowedValidators", parameters.maxAllowedValidators, 0, 65535);
  requireInteger("activityCutoffBlocks", parameters.activityCutoffBlocks, 0, Number.MAX_SAFE_INTEGER);
  requireInteger("bondsPenalty", parameters.bondsPenalty ?? 0, 0, 65535);
  const alpha = parameters.liquidAlpha;
  if (alpha === undefined) return;
  requireInteger("liquidAlpha.high", alpha.high, 0, 65535);
  requireInteger("liquidAlpha.low", alpha.low, 0, alpha.high);
  requireInteger("liquidAlpha.steepness", alpha.steepness, -32768, 32767);
}

/** Throws {@link EpochInputError} unless every per-neuron list fits the neurons and every number its type. */
export function checkEpochInput(input: EpochInput): void {
  const n = input.stake.length;
  requireInteger("neurons", n, 0, 65536);
  requireInteger("currentBlock", input.currentBlock, 0, Number.MAX_SAFE_INTEGER);
  if (input.rao < 0n) throw new EpochInputError("rao is negative");
  for (const name of ["registeredAt", "permits", "weights", "bonds"] as const) {
    if (input[name].length !== n)
      throw new EpochInputError(`${name} has ${input[name].length} entries, stake has ${n}`);
  }
  if (input.stakeFraction !== undefined && input.stakeFraction.length !== n) {
    throw new EpochInputError(`stakeFraction has ${input.stakeFraction.length} entries, stake has ${n}`);
  }
  if (input.stake.some((stake) => stake < 0n || stake >= 1n << 63n))
    throw new EpochInputError("stake outside 0 … 2^63");
  for (const block of input.lastUpdate) requireInteger("lastUpdate", block, 0, Number.MAX_SAFE_INTEGER);
  for (const block of input.registeredAt) requireInteger("registeredAt", block, 0, Number.MAX_SAFE_INTEGER);
  if (input.ownerUid !== undefined) requireInteger("ownerUid", input.ownerUid, 0, n - 1);
  checkParameters(input.parameters);
}
