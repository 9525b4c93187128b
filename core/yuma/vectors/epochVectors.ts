/** epoch.json and epoch.2024.json: whole scenarios, step by step, with traces; used by tests only. */

import { maxUpscaleU16 } from "../../fixed/proportion.js";
import { computeEpoch, type EpochTrace } from "../epoch/computeEpoch.js";
import type { EpochInput, EpochParameters, Row } from "../epoch/epochInput.js";
import type { EpochOutput } from "../epoch/epochOutput.js";
import { divideVectors, sumColumnsBy } from "../epoch/matrixArithmetic.js";
import { type EpochRules, ERA_2024, ERA_2026 } from "../epoch/rules.js";
import { epochOutput } from "../epoch/runEpoch.js";
import { type SparseMatrix, toRows } from "../epoch/sparseMatrix.js";
import {
  asBigInt,
  asBigInts,
  asBoolean,
  asList,
  asNumber,
  asNumbers,
  asObject,
  asText,
  type Json,
  type JsonObject,
} from "./json.js";
import { type Computed, compare, type VectorCase } from "./vectorCase.js";

export type RunEpoch = (rules: EpochRules, input: EpochInput) => { output: EpochOutput; trace: EpochTrace };

interface Subnet {
  block: number;
  stake: bigint[];
  lastUpdate: number[];
  registeredAt: number[];
  permits: boolean[];
  weights: Row[];
  bonds: Row[];
  rao: bigint;
  parameters: EpochParameters;
}

function rowsOf(json: Json | undefined, n: number): Row[] {
  const rows = asObject(json);
  return Array.from({ length: n }, (_, uid) =>
    asList(rows[String(uid)] ?? []).map((cell) => {
      const [column, value] = asNumbers(cell);
      return [column!, value!] as const;
    }),
  );
}

function parametersOf(json: JsonObject): EpochParameters {
  const optional = (key: string): number | undefined => (json[key] === undefined ? undefined : asNumber(json[key]));
  return {
    kappa: asNumber(json.kappa),
    bondsMovingAverage: asNumber(json.bonds_moving_average),
    maxAllowedValidators: asNumber(json.max_allowed_validators),
    activityCutoffBlocks: asNumber(json.activity_cutoff_blocks),
    bondsPenalty: optional("bonds_penalty"),
    yuma3: json.yuma3 === true,
    liquidAlpha:
      json.liquid_alpha === true
        ? {
            low: asNumber(json.alpha_low),
            high: asNumber(json.alpha_high),
            steepness: asNumber(json.alpha_sigmoid_steepness),
          }
        : undefined,
    stakeThreshold: json.stake_threshold === undefined ? undefined : asBigInt(json.stake_threshold),
    tempo: optional("tempo"),
    lastMechanismStepBlock: optional("last_mechanism_step_block"),
  };
}

function subnetOf(initial: JsonObject): Subnet {
  const n = asNumber(initial.n);
  const parameters = asObject(initial.params);
  return {
    block: asNumber(initial.block),
    stake: asBigInts(initial.stake),
    lastUpdate: asNumbers(initial.last_update),
    registeredAt: asNumbers(initial.block_at_registration),
    permits: asList(initial.validator_permit).map(asBoolean),
    weights: rowsOf(initial.weights, n),
    bonds: rowsOf(initial.bonds, n),
    rao: asBigInt(parameters.rao_emission),
    parameters: parametersOf(parameters),
  };
}

/** 64 validators weigh 448 servers alike; the compact scenario of 512 neurons, spelt out (three epochs after permits). */
function largeSubnet(initial: JsonObject): Subnet {
  const uids = Array.from({ length: 512 }, (_, uid) => uid);
  const parameters = asObject(initial.params);
  return {
    block: 1,
    stake: uids.map((uid) => (uid < 64 ? asBigInt(initial.stake_per_validator) : 0n)),
    lastUpdate: uids.map(() => 1),
    registeredAt: uids.map(() => 0),
    permits: uids.map((uid) => uid < 64),
    weights: uids.map((uid) => {
      if (uid >= 64) return asBoolean(initial.server_self_weight) ? [[uid, 65535]] : [];
      return uids.filter((other) => other >= 64).map((other) => [other, 65535] as const);
    }),
    bonds: uids.map(() => []),
    rao: asBigInt(parameters.rao_emission),
    parameters: parametersOf(parameters),
  };
}

function replaceNeuron(subnet: Subnet, rules: EpochRules, action: JsonObject): void {
  const uid = asNumber(action.uid);
  const block = asNumber(action.at_block);
  subnet.stake[uid] = asBigInt(action.new_stake);
  subnet.registeredAt[uid] = block;
  if (rules === ERA_2024) return;
  subnet.weights = subnet.weights.map((row, i) =>
    i === uid ? [] : row.map(([j, w]) => [j, j === uid ? 0 : w] as const),
  );
  subnet.bonds[uid] = [];
  subnet.lastUpdate[uid] = block;
  subnet.permits[uid] = false;
}

/** Applies an action; returns what a set_weights stored, which the vectors state. */
function apply(subnet: Subnet, rules: EpochRules, action: JsonObject): number[] | undefined {
  const uid = action.uid === undefined ? -1 : asNumber(action.uid);
  switch (asText(action.type)) {
    case "set_block":
      subnet.block = asNumber(action.block);
      return undefined;
    case "set_weights": {
      const stored = maxUpscaleU16(asNumbers(action.values));
      subnet.weights[uid] = asNumbers(action.uids).map((target, i) => [target, stored[i]!] as const);
      subnet.lastUpdate[uid] = asNumber(action.at_block);
      return stored;
    }
    case "replace_neuron":
      replaceNeuron(subnet, rules, action);
      return undefined;
    case "reset_bonds":
      subnet.bonds = subnet.bonds.map((row) => row.filter(([column]) => column !== uid));
      return undefined;
    case "patch":
      if (action.stake !== undefined) subnet.stake = asBigInts(action.stake);
      if (action.tempo !== undefined) subnet.parameters = { ...subnet.parameters, tempo: asNumber(action.tempo) };
      if (action.cutoff !== undefined) {
        subnet.parameters = { ...subnet.parameters, activityCutoffBlocks: asNumber(action.cutoff) };
      }
      return undefined;
    default:
      throw new TypeError(`unknown action ${asText(action.type)}`);
  }
}

function inputOf(subnet: Subnet): EpochInput {
  const { block, ...rest } = subnet;
  return { currentBlock: block, ...rest };
}

const cellsOf = (matrix: SparseMatrix): Computed =>
  toRows(matrix).map((row) => row.map(([j, bits]) => [String(j), bits]));
const bitsOf = (vector: Float64Array): Computed => Array.from(vector);

function traceOf(trace: EpochTrace): { [key: string]: Computed } {
  const prerank = sumColumnsBy(trace.weights, trace.activeStake);
  return {
    S: bitsOf(trace.stake),
    active_stake: bitsOf(trace.activeStake),
    W_masked_norm: cellsOf(trace.weights),
    prerank: bitsOf(prerank),
    consensus: bitsOf(trace.consensus),
    W_clipped: cellsOf(trace.clipped),
    validator_trust: bitsOf(trace.validatorTrust),
    rank_raw: bitsOf(trace.rank),
    trust: bitsOf(trace.trust ?? divideVectors(trace.rank, prerank)),
    incentive: bitsOf(trace.incentive),
    dividends: bitsOf(trace.bonds.dividends),
    ema_bonds_colnorm: cellsOf(trace.bonds.shares),
    norm_server: bitsOf(trace.emission.server),
    norm_validator: bitsOf(trace.emission.validator),
    norm_combined: bitsOf(trace.emission.combined),
  };
}

function modelOf(output: EpochOutput, bonds: readonly Row[]): { [key: string]: Computed } {
  return {
    server_emission: output.serverEmission,
    validator_emission: output.validatorEmission,
    emission: output.emission,
    active: output.active,
    consensus: output.consensus,
    incentive: output.incentive,
    dividends: output.dividends,
    validator_trust: output.validatorTrust,
    validator_permit: output.permits,
    stake_weight: output.stakeWeight,
    rank: output.rank,
    trust: output.trust,
    pruning_scores: output.pruningScores,
    bonds: bonds.map((row) => row.map(([j, value]) => [j, value])),
  };
}

/** The value under a key such as `dividends[3]` or `bonds[0][4]`; a bond that is not there is 0. */
function lookUp(model: { [key: string]: Computed }, key: string): Computed | undefined {
  const [name, i, j] = key.split(/[[\]]+/).filter((part) => part !== "");
  const vector = model[name!];
  if (i === undefined || !Array.isArray(vector)) return vector;
  const entry = vector[Number(i)];
  if (j === undefined || !Array.isArray(entry)) return entry;
  const cell = entry.find((pair) => Array.isArray(pair) && pair[0] === Number(j));
  return Array.isArray(cell) ? cell[1] : 0;
}

function serversOf(expectedBonds: Json[], n: number): number {
  return n - asList(expectedBonds[0]).length;
}

/** Asserted by the original within 1e-3: bonds of validators (rows) on servers (the last columns), dividends. */
function checkApproximate(expected: JsonObject, model: { [key: string]: Computed }, n: number): string[] {
  const bonds = asList(expected.bonds);
  const first = serversOf(bonds, n);
  const near = (key: string, wanted: number): string[] => {
    const got = Number(lookUp(model, key)) / 65535;
    return Math.abs(got - wanted) <= 1 / 1000 ? [] : [`${key}: about ${wanted} expected, got ${got}`];
  };
  return [
    ...bonds.flatMap((row, i) => asNumbers(row).flatMap((bond, j) => near(`bonds[${i}][${first + j}]`, bond))),
    ...asNumbers(expected.dividends).flatMap((dividend, i) => near(`dividends[${i}]`, dividend)),
  ];
}

function checkPerClass(expected: JsonObject, model: { [key: string]: Computed }): string[] {
  const classOf = (uid: number): JsonObject => asObject(uid < 64 ? expected.validator : expected.server);
  const names = ["consensus", "incentive", "dividends", "emission", "rank", "trust"];
  return Array.from({ length: 512 }, (_, uid) => uid).flatMap((uid) => {
    const wanted = classOf(uid);
    const present = names.filter((name) => wanted[name] !== undefined);
    const found = present.flatMap((name) =>
      compare(wanted[name]!, lookUp(model, `${name}[${uid}]`), `${name}[${uid}]`),
    );
    if (uid >= 64)
      return [...found, ...compare(wanted.bonds!, bondsWord(lookUp(model, `bonds[${uid}]`)), `bonds[${uid}]`)];
    return [
      ...found,
      ...compare(wanted.bond_on_first_server!, lookUp(model, `bonds[${uid}][64]`), `bonds[${uid}][64]`),
      ...compare(wanted.bond_on_first_validator!, lookUp(model, `bonds[${uid}][0]`), `bonds[${uid}][0]`),
    ];
  });
}

const bondsWord = (row: Computed | undefined): Computed => (Array.isArray(row) && row.length === 0 ? "none" : "some");

const EXPECTED_KEYS = [
  "asserted_by_rust",
  "asserted_by_rust_approx",
  "asserted_by_rust_per_class",
  "model",
  "trace_bits",
];

function expectationOf(step: JsonObject): JsonObject {
  const expected: JsonObject = {};
  for (const key of EXPECTED_KEYS) if (step[key] !== undefined) expected[key] = step[key]!;
  if (expected.asserted_by_rust_approx !== undefined) {
    const { bonds, dividends } = asObject(expected.asserted_by_rust_approx);
    expected.asserted_by_rust_approx = { bonds: bonds!, dividends: dividends! };
  }
  const stored = asObject(step.action).stored_values;
  if (stored !== undefined) expected.stored_values = stored;
  return expected;
}

interface StepResult {
  readonly model: { [key: string]: Computed };
  readonly trace: { [key: string]: Computed };
  readonly stored: number[] | undefined;
}

function checkStep(expected: JsonObject, result: StepResult, n: number): string[] {
  const { model, trace } = result;
  return Object.keys(expected).flatMap((key) => {
    const part = expected[key]!;
    switch (key) {
      case "model":
        return compare(part, model, "model");
      case "trace_bits":
        return compare(part, trace, "trace");
      case "stored_values":
        return compare(part, result.stored, "stored_values");
      case "asserted_by_rust_approx":
        return checkApproximate(asObject(part), model, n);
      case "asserted_by_rust_per_class":
        return checkPerClass(asObject(part), model);
      default:
        return Object.entries(asObject(part)).flatMap(([name, value]) => compare(value, lookUp(model, name), name));
    }
  });
}

function runScenario(scenario: JsonObject, rules: EpochRules, run: RunEpoch): StepResult[] {
  const initial = asObject(scenario.initial);
  const isLarge = initial.stake_per_validator !== undefined;
  const subnet = isLarge ? largeSubnet(initial) : subnetOf(initial);
  return asList(scenario.steps).map((json) => {
    const action = asObject(asObject(json).action);
    if (action.type !== "epoch") return { model: {}, trace: {}, stored: apply(subnet, rules, action) };
    let result = { model: {}, trace: {} };
    for (let epoch = 0; epoch < (isLarge ? 3 : 1); epoch++) {
      const { output, trace } = run(rules, inputOf(subnet));
      subnet.bonds = subnet.bonds.map((row, uid) => output.bonds[uid] ?? row);
      subnet.permits = output.permits.slice();
      result = { model: modelOf(output, subnet.bonds), trace: traceOf(trace) };
    }
    return { ...result, stored: undefined };
  });
}

export const runProduction: RunEpoch = (rules, input) => {
  const trace = computeEpoch(rules, input);
  return { output: epochOutput(rules, input, trace), trace };
};

export function epochCases(file: Json, run: RunEpoch = runProduction): VectorCase[] {
  return asList(asObject(file).scenarios).map((json) => {
    const scenario = asObject(json);
    const rules = scenario.era === "A" ? ERA_2024 : ERA_2026;
    const results = runScenario(scenario, rules, run);
    const n = asNumber(asObject(scenario.initial).n);
    return {
      id: asText(scenario.id),
      expected: asList(scenario.steps).map((step) => expectationOf(asObject(step))),
      check: (expected: Json) =>
        asList(expected).flatMap((step, i) =>
          checkStep(asObject(step), results[i]!, n).map((problem) => `step ${i} ${problem}`),
        ),
      toleranceAt: (path: string) => (path.includes("approx") ? 1 / 1000 : 0),
    };
  });
}
