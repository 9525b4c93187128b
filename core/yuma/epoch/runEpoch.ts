/** One epoch: numbers in, numbers out. Quantises the trace of `computeEpoch` to what is stored and paid (yuma.md §7). */
import { quantiseFraction } from "../../fixed/fraction32.js";
import { maxUpscaleToU16 } from "../../fixed/proportion.js";
import { computeEpoch, type EpochTrace } from "./computeEpoch.js";
import type { EpochInput, Row } from "./epochInput.js";
import type { EpochOutput } from "./epochOutput.js";
import type { EpochRules } from "./rules.js";
import { toRows } from "./sparseMatrix.js";
import { emissionOf } from "./splitEmission.js";

function quantiseAll(values: Float64Array): number[] {
  return Array.from(values, quantiseFraction);
}

function storedBonds(rules: EpochRules, input: EpochInput, trace: EpochTrace): (Row | undefined)[] {
  return toRows(trace.bonds.stored).map((row, uid) =>
    trace.newPermits[uid]
      ? row.map(([column, value]) => [column, quantiseFraction(value)] as const)
      : rules.rowWithoutPermit(input.permits[uid] === true),
  );
}

/** The output of an epoch whose trace is known. */
export function epochOutput(rules: EpochRules, input: EpochInput, trace: EpochTrace): EpochOutput {
  const incentive = quantiseAll(trace.incentive);
  const { emission } = trace;
  return {
    active: trace.active,
    permits: trace.newPermits,
    consensus: quantiseAll(trace.consensus),
    incentive,
    dividends: quantiseAll(trace.bonds.dividends),
    validatorTrust: quantiseAll(trace.validatorTrust),
    stakeWeight: quantiseAll(trace.stake),
    rank: rules.keepsTrust ? incentive.slice() : [],
    trust: trace.trust === undefined ? [] : quantiseAll(trace.trust),
    pruningScores: rules.keepsTrust ? maxUpscaleToU16(Array.from(emission.combined, BigInt)) : [],
    serverEmission: emissionOf(emission.server, input.rao),
    validatorEmission: emissionOf(emission.validator, input.rao),
    emission: emissionOf(emission.combined, input.rao),
    bonds: storedBonds(rules, input, trace),
  };
}

/** Runs one epoch under the given rules. Throws EpochInputError where the input does not hold together. */
export function runEpoch(rules: EpochRules, input: EpochInput): EpochOutput {
  return epochOutput(rules, input, computeEpoch(rules, input));
}
