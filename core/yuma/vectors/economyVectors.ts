/** economy.json: the arithmetic of 2026 outside the epoch; used by tests only. */
import { SAFE_FLOAT_ZERO, type SafeFloat, safeFloat, safeFloatAdd } from "../../fixed/safeFloat.js";
import { rootProportion, splitAlphaOut } from "../economy/alphaSplit.js";
import { powerOfRatio } from "../economy/balancer.js";
import { distributeDividends } from "../economy/dividendDistribution.js";
import { blockEmission } from "../economy/halving.js";
import { updateMovingPrice } from "../economy/movingPrice.js";
import { changeHolderValue, changePoolValue, EMPTY_SHARE_POOL, shareValue } from "../economy/sharePool.js";
import { votingPower } from "../economy/votingPower.js";
import { bumpBurn, burnDecayFactor, decayBurn } from "../registration/burnDecay.js";
import { blocksUntilAutoEpoch } from "../registration/epochSchedule.js";
import { asBigInt, asList, asNumber, asObject, asText, type Json, type JsonObject } from "./json.js";
import { exactCase } from "./registrationVectors.js";
import type { VectorCase } from "./vectorCase.js";

function rows(table: Json | undefined): Json[][] {
  return asList(Array.isArray(table) ? table : asObject(table).rows).map(asList);
}

function burnCases(decay: JsonObject): VectorCase[] {
  const factors = rows(decay.factors).map(([halfLife, factor]) =>
    exactCase(`factor of ${asNumber(halfLife)}`, factor, burnDecayFactor(asNumber(halfLife))),
  );
  const sequences = asList(decay.sequences).map((json, i) => {
    const sequence = asObject(json);
    const factor = burnDecayFactor(asNumber(sequence.half_life_blocks));
    const model = asList(sequence.model_sequence);
    const burns: bigint[] = [];
    let burn = asBigInt(sequence.start);
    for (let block = 0; block < model.length; block++) {
      burn = decayBurn(burn, factor, asBigInt(sequence.min), asBigInt(sequence.max));
      burns.push(burn);
    }
    const after = asObject(sequence.after_n_blocks);
    return exactCase(
      `decay#${i}`,
      { model, after },
      {
        model: burns,
        after: Object.fromEntries(Object.keys(after).map((n) => [n, burns[Number(n) - 1]!])),
      },
    );
  });
  return [...factors, ...sequences];
}

const floatValue = (value: SafeFloat): { mantissa: bigint; exponent: bigint } => ({ ...value });

function safeFloatCases(json: JsonObject): VectorCase[] {
  const result = (mantissa: Json | undefined, exponent: Json | undefined): Json => ({
    mantissa: mantissa!,
    exponent: exponent!,
  });
  return [
    ...rows(json.normalize).map(([m, e, wantM, wantE], i) =>
      exactCase(`normalise#${i}`, result(wantM, wantE), floatValue(safeFloat(asBigInt(m), asBigInt(e)))),
    ),
    ...rows(json.add).map(([m1, e1, m2, e2, wantM, wantE], i) =>
      exactCase(
        `add#${i}`,
        result(wantM, wantE),
        floatValue(
          safeFloatAdd(
            { mantissa: asBigInt(m1), exponent: asBigInt(e1) },
            { mantissa: asBigInt(m2), exponent: asBigInt(e2) },
          ),
        ),
      ),
    ),
  ];
}

type Operation = readonly [kind: "one", holder: number, delta: bigint] | readonly [kind: "all", delta: bigint];

/** Spells out `repeat 1000: one(1,-500000000); one(2,-500000000)`. */
function operationsOf(json: Json): Operation[] {
  const [kind, first, second] = asList(json);
  if (kind === "one") return [["one", asNumber(first), asBigInt(second)]];
  if (kind === "all") return [["all", asBigInt(first)]];
  const [, times, body] = /^repeat (\d+): (.*)$/.exec(asText(kind)) ?? [];
  const once = [...(body ?? "").matchAll(/one\((\d+),(-?\d+)\)/g)].map(
    ([, holder, delta]): Operation => ["one", Number(holder), BigInt(delta!)],
  );
  if (once.length === 0) throw new TypeError(`unknown operation ${asText(kind)}`);
  return Array.from({ length: Number(times) }, () => once).flat();
}

function sharePoolCases(json: Json | undefined): VectorCase[] {
  return asList(json).map((entry, i) => {
    const row = asObject(entry);
    let pool = EMPTY_SHARE_POOL;
    const holders = new Map<number, SafeFloat>();
    for (const operation of asList(row.ops).flatMap(operationsOf)) {
      if (operation[0] === "all") {
        pool = changePoolValue(pool, operation[1]);
      } else {
        const changed = changeHolderValue(pool, holders.get(operation[1]) ?? SAFE_FLOAT_ZERO, operation[2]);
        pool = changed.pool;
        holders.set(operation[1], changed.shares);
      }
    }
    const values = Object.fromEntries(
      [...holders].map(([holder, shares]) => [String(holder), shareValue(pool, shares)]),
    );
    return exactCase(`pool#${i}`, { model: row.model!, expected: row.expected! }, { model: values, expected: values });
  });
}

/** Asserted by the original within a tolerance. */
function nearCase(id: string, expected: Json | undefined, computed: number, tolerance: number): VectorCase {
  const check = (wanted: Json): string[] =>
    Math.abs(Number(wanted) - computed) <= tolerance
      ? []
      : [`${id}: about ${String(wanted)} expected, got ${computed}`];
  return { id, expected: expected ?? null, check, toleranceAt: () => tolerance };
}

function dividendCases(json: Json | undefined): VectorCase[] {
  return asList(json).flatMap((entry, i) => {
    const row = asObject(entry);
    const stakes = asObject(row.stake_map);
    const keys = Object.keys(stakes);
    const shares = keys.map((key) => ({
      dividend: asBigInt(asObject(row.dividends)[key]),
      alphaStake: asBigInt(asObject(stakes[key]).alpha),
      rootStake: asBigInt(asObject(stakes[key]).root),
    }));
    const paid = distributeDividends(
      shares,
      asBigInt(row.pending_validator_alpha),
      asBigInt(row.pending_root_alpha),
      asBigInt(row.tao_weight_bits_U96F32),
    );
    const floors = (part: "alpha" | "root"): { [key: string]: bigint } =>
      Object.fromEntries(keys.map((key, k) => [key, paid[k]![part] >> 32n]));
    const sum = (part: "alpha" | "root"): number =>
      Number(paid.reduce((total, share) => total + share[part], 0n) >> 32n);
    return [
      exactCase(`dividends#${i}`, row.model, { alpha_floor: floors("alpha"), root_floor: floors("root") }),
      nearCase(`dividends#${i} as asserted`, row.pending_validator_alpha, sum("alpha"), 1000),
      nearCase(`root dividends#${i} as asserted`, row.pending_root_alpha, sum("root"), 1000),
    ];
  });
}

function movingPriceCases(json: Json | undefined): VectorCase[] {
  const one = 1n << 64n;
  const half = 1n << 31n;
  const tenth = 429496730n;
  const update = (previousBits: bigint, alphaBits: bigint, blocksSinceStart: bigint): bigint =>
    updateMovingPrice({ previousBits, priceBits: one, alphaBits, blocksSinceStart, halvingBlocks: 201600n });
  const [many, initial, late] = asList(json).map(asObject);
  let price = 0n;
  for (let i = 0; i < 14; i++) price = update(price, tenth, 201600n);
  const sinceStart = (row: JsonObject | undefined): bigint =>
    asBigInt(row?.block) + 1n - asBigInt(row?.first_emission_block);
  const latePrice = update(0n, half, sinceStart(late));
  return [
    nearCase("14 updates as asserted", many?.expected, Number(price) / 2 ** 32, 1 / 1000),
    nearCase("after time as asserted", late?.expected, Number(latePrice) / 2 ** 32, 1 / 1000),
    exactCase("14 updates", many?.model_bits_I96F32, price),
    exactCase("initial", initial?.model_bits_I96F32, update(0n, half, sinceStart(initial))),
    exactCase("after time", late?.model_bits_I96F32, latePrice),
  ];
}

function splitCases(json: Json | undefined): VectorCase[] {
  return asList(json).flatMap((entry, i) => {
    const row = asObject(entry);
    const bits = row.root_proportion_bits_U96F32 ?? /bits (\d+)/.exec(asText(row.root_proportion))?.[1];
    const split = splitAlphaOut(asBigInt(row.alpha_out), asNumber(row.owner_cut_u16), asBigInt(bits));
    const exact = exactCase(`split#${i}`, row.model, { ...split });
    if (row.expected_by_rust === undefined) return [exact];
    const asserted = Object.fromEntries(
      Object.entries(asObject(row.expected_by_rust)).map(([key, value]): [string, Json] => [
        key,
        asText(value).replace("±1", ""),
      ]),
    );
    return [
      exact,
      {
        id: `split#${i} as asserted`,
        expected: asserted,
        toleranceAt: () => 1,
        check: (wanted: Json) =>
          Object.entries(asObject(wanted)).flatMap(([key, value]) => {
            const off = asBigInt(value) - split[key as keyof typeof split];
            return off >= -1n && off <= 1n ? [] : [`${key} off by ${off}`];
          }),
      },
    ];
  });
}

export function economyCases(file: Json): VectorCase[] {
  const json = asObject(file);
  const big = (row: Json[], i: number): bigint => asBigInt(row[i]);
  return [
    ...burnCases(asObject(json.burn_decay)),
    ...rows(json.burn_bump).map((row, i) =>
      exactCase(`bump#${i}`, row[4], bumpBurn(big(row, 0), big(row, 1), big(row, 2), big(row, 3))),
    ),
    ...rows(json.halving).map((row) => exactCase(`halving at ${asText(row[0])}`, row[1], blockEmission(big(row, 0)))),
    ...safeFloatCases(asObject(json.safe_float)),
    ...sharePoolCases(json.share_pool),
    ...dividendCases(json.dividend_distribution),
    ...rows(json.root_proportion).map((row, i) =>
      exactCase(`root proportion#${i}`, row[3], rootProportion(big(row, 0), big(row, 1), big(row, 2))),
    ),
    ...movingPriceCases(json.moving_price),
    ...splitCases(json.pending_emission_split),
    ...rows(json.voting_power_ema).map((row, i) =>
      exactCase(`voting power#${i}`, row[3], votingPower(big(row, 0), big(row, 1), big(row, 2))),
    ),
    ...asList(json.balancer)
      .map(asObject)
      .map((row, i) =>
        exactCase(
          `balancer#${i}`,
          row.expected,
          powerOfRatio(asBigInt(row.x), asBigInt(row.x) + asBigInt(row.dx), 6n * 10n ** 17n, 4n * 10n ** 17n),
        ),
      ),
    ...rows(json.blocks_until_next_auto_epoch).map((row, i) =>
      exactCase(`auto epoch#${i}`, row[3], blocksUntilAutoEpoch(big(row, 0), big(row, 1), big(row, 2))),
    ),
  ];
}
