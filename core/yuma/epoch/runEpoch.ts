/** One epoch: numbers in, numbers out. Quantises the trace of `computeEpoch` to what is stored and paid (yuma.md §7). */
import { maxUpscaleFractions, quantiseFraction } from "../../fixed/fraction32.js";
import { computeEpoch, type EpochTrace } from "./computeEpoch.js";
import type { Cell, EpochInput, Row } from "./epochInput.js";
import type { EpochOutput } from "./epochOutput.js";
import type { EpochRules } from "./rules.js";
import { emissionOf } from "./splitEmission.js";

function quantiseAll(values: Float64Array): number[] {
  return Array.from(values, quantiseFraction);
}

function storedBonds(rules: EpochRules, input: EpochInput, trace: EpochTrace): (Row | undefined)[] {
  const { starts, columns, values } = trace.bonds.stored;
  return trace.newPermits.map((permit, uid) => {
    if (!permit) return rules.rowWithoutPermit(input.permits[uid] === true);
    const row: Cell[] = [];
    for (let k = starts[uid]!; k < starts[uid + 1]!; k++) row.push([columns[k]!, quantiseFraction(values[k]!)]);
    return row;
  });
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
    pruningScores: rules.keepsTrust ? maxUpscaleFractions(emission.combined) : [],
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
