/** registration.2024.json, root_epoch.2024.json and liquid_alpha.json; used by tests only. */
import { ONE } from "../../fixed/fraction32.js";
import { alphaCurve, liquidAlpha } from "../epoch/liquidAlpha.js";
import { rootEpoch } from "../epoch/rootEpoch.js";
import { blocksUntilEpoch2024, tuplesToDrain } from "../registration/epochSchedule.js";
import { networkLockCost } from "../registration/networkLockCost.js";
import { adjustPrice } from "../registration/priceAdjustment.js";
import { subnetToPrune } from "../registration/subnetPruning.js";
import { twinLiquidAlpha } from "../twin/epochTwin.js";
import {
  asBigInt,
  asBigInts,
  asList,
  asNumber,
  asNumbers,
  asObject,
  asText,
  type Json,
  type JsonObject,
} from "./json.js";
import { type Computed, compare, type VectorCase } from "./vectorCase.js";

/** A case whose computed value is compared as it stands. */
export function exactCase(id: string, expected: Json | undefined, computed: Computed): VectorCase {
  if (expected === undefined) throw new TypeError(`${id}: nothing expected`);
  return { id, expected, check: (wanted) => compare(wanted, computed, id) };
}

/** Rows of a table whose last column is expected. */
function tableCases(name: string, table: Json | undefined, compute: (row: number[]) => Computed): VectorCase[] {
  return asList(asObject(table).rows).map((json, i) => {
    const row = asList(json);
    return exactCase(`${name}#${i}`, row.at(-1), compute(row.slice(0, -1).map(asNumber)));
  });
}

function adjustmentCase(row: JsonObject, i: number): VectorCase {
  return exactCase(
    `${asText(row.kind)}#${i}`,
    row.expected,
    adjustPrice({
      current: asBigInt(row.current),
      registrationsThisInterval: asBigInt(row.registrations_this_interval),
      target: asBigInt(row.target),
      adjustmentAlpha: asBigInt(row.adjustment_alpha),
      min: asBigInt(row.min),
      max: asBigInt(row.max),
    }),
  );
}

function lockCase(row: JsonObject, i: number): VectorCase {
  return exactCase(
    `lock#${i}`,
    row.expected,
    networkLockCost({
      lastLockRao: asBigInt(row.last_lock),
      minLockRao: asBigInt(row.min_lock),
      lastLockBlock: asBigInt(row.last_lock_block),
      reductionIntervalBlocks: asBigInt(row.lock_reduction_interval),
      currentBlock: asBigInt(row.current_block),
    }),
  );
}

function pruneCase(row: JsonObject, i: number): VectorCase {
  const order = asNumbers(row.registered_order);
  const subnets = Object.entries(asObject(row.emissions)).map(([netuid, emission]) => ({
    netuid: Number(netuid),
    emission: asBigInt(emission),
    registeredAt: BigInt(order.indexOf(Number(netuid))),
    immune: false,
  }));
  return exactCase(`prune#${i}`, row.expected, subnetToPrune(subnets) ?? null);
}

export function registrationCases(file: Json): VectorCase[] {
  const json = asObject(file);
  const objects = (key: string): JsonObject[] => asList(json[key]).map(asObject);
  return [
    ...objects("burn_and_difficulty_adjustment").map(adjustmentCase),
    ...tableCases("blocks_until", json.blocks_until_next_epoch, ([netuid, tempo, block]) =>
      blocksUntilEpoch2024(netuid!, BigInt(tempo!), BigInt(block!)),
    ),
    ...tableCases("tuples", json.tuples_to_drain, ([netuid, tempo, block, left]) =>
      tuplesToDrain(netuid!, BigInt(tempo!), BigInt(block!), BigInt(left!)),
    ),
    ...objects("network_lock_cost").map(lockCase),
    ...objects("subnet_to_prune").map(pruneCase),
  ];
}

/** Expands `emission[1..9]` to the columns that it names. */
function assertedColumns(asserted: JsonObject, emission: readonly bigint[]): { [key: string]: Computed } {
  return Object.fromEntries(
    Object.entries(asserted).map(([key, value]): [string, Computed] => {
      const [, from, to] = /\[(\d+)\.\.(\d+)\]/.exec(key) ?? [];
      const columns = emission.slice(Number(from), Number(to) + 1);
      const allAlike = new Set(columns).size === 1;
      return [key, Array.isArray(value) ? columns : allAlike ? columns[0]! : columns];
    }),
  );
}

export function rootEpochCases(file: Json): VectorCase[] {
  return asList(asObject(file).scenarios).map((json) => {
    const scenario = asObject(json);
    const netuids = asNumbers(scenario.netuids);
    const outcome = rootEpoch({
      stake: asBigInts(scenario.stake),
      netuids,
      rho: asNumber(scenario.rho),
      kappa: asNumber(scenario.kappa),
      weights: asList(scenario.weights).map((row) =>
        asNumbers(row).map((weight, column) => [netuids[column]!, weight] as const),
      ),
      blockEmission: asBigInt(scenario.block_emission),
    });
    if (outcome === undefined) throw new TypeError("the root epoch refused");
    const expected: JsonObject = { model: scenario.model! };
    if (scenario.asserted_by_rust !== undefined) expected.asserted_by_rust = scenario.asserted_by_rust;
    const { ranks, trust, consensus, shares, emission } = outcome;
    return exactCase(asText(scenario.id), expected, {
      model: { emission, trace_bits_I64F64: { ranks, trust, consensus, share: shares } },
      asserted_by_rust: assertedColumns(asObject(scenario.asserted_by_rust ?? {}), emission),
    });
  });
}

export function liquidAlphaCases(file: Json): VectorCase[] {
  return asList(asObject(file).rows).map((json, i) => {
    const row = asList(json);
    const [consensus, weight, bond, low, high, steepness] = row.slice(0, 6).map(asNumber);
    const settings = { low: low!, high: high!, steepness: steepness! };
    const alpha = liquidAlpha(alphaCurve(settings))(consensus!, weight!, bond!);
    const twin = twinLiquidAlpha(settings, BigInt(consensus!), BigInt(weight!), BigInt(bond!));
    if (alpha < 0 || alpha > ONE) throw new RangeError(`alpha outside 0 … 1 in row ${i}`);
    return {
      id: `row ${i}`,
      expected: row[6]!,
      check: (wanted: Json) => [
        ...compare(wanted, alpha, `row ${i}`),
        ...compare(wanted, twin, `row ${i} of the twin`),
      ],
    };
  });
}
