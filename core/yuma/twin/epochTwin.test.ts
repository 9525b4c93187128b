/** runEpoch against its twin, and what must not move when the world is renamed, scaled or joined by the powerless. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EpochInput, EpochParameters, Row } from "../epoch/epochInput.js";
import { type EpochRules, ERA_2024, ERA_2026 } from "../epoch/rules.js";
import { runEpoch } from "../epoch/runEpoch.js";
import { twinEpoch } from "./epochTwin.js";

const ERAS: readonly (readonly [string, EpochRules, "A" | "B"])[] = [
  ["2024", ERA_2024, "A"],
  ["2026", ERA_2026, "B"],
];

const weightValue = fc.oneof(fc.constant(0), fc.constant(65535), fc.integer({ min: 0, max: 65535 }));
const block = fc.integer({ min: 0, max: 40 });

function rowsFor(n: number): fc.Arbitrary<Row[]> {
  const cell = fc.tuple(fc.integer({ min: 0, max: n }), weightValue);
  const rowOf = (minLength: number): fc.Arbitrary<Row> =>
    fc.uniqueArray(cell, { selector: ([j]) => j, minLength, maxLength: n + 1 });
  return fc.array(fc.oneof(rowOf(0), rowOf(Math.ceil(n / 2))), { minLength: n, maxLength: n });
}

const parameters: fc.Arbitrary<EpochParameters> = fc.record({
  kappa: fc.oneof(fc.constant(32767), fc.integer({ min: 0, max: 65535 })),
  bondsMovingAverage: fc.oneof(fc.constant(900000), fc.integer({ min: 0, max: 1_000_000 })),
  maxAllowedValidators: fc.integer({ min: 0, max: 10 }),
  activityCutoffBlocks: fc.integer({ min: 5, max: 60 }),
  bondsPenalty: fc.oneof(fc.constant(0), fc.constant(65535), fc.integer({ min: 0, max: 65535 })),
  yuma3: fc.boolean(),
  liquidAlpha: fc.option(
    fc.record({
      low: fc.integer({ min: 1638, max: 45875 }),
      high: fc.integer({ min: 45875, max: 65535 }),
      steepness: fc.oneof(fc.constant(1000), fc.integer({ min: -32768, max: 32767 })),
    }),
    { nil: undefined },
  ),
  stakeThreshold: fc.constantFrom(0n, 0n, 500n),
  tempo: fc.integer({ min: 0, max: 20 }),
  lastMechanismStepBlock: fc.constantFrom(0, 0, 10),
});

const stakeAmount = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 1000n) },
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 16n }) },
);
const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const birth = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }) },
);

const epochInput: fc.Arbitrary<EpochInput> = fc.integer({ min: 1, max: 10 }).chain((n) => {
  const perNeuron = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { minLength: n, maxLength: n });
  return fc.record({
    currentBlock: fc.integer({ min: 20, max: 60 }),
    rao: fc.bigInt({ min: 0n, max: 10n ** 13n }),
    stake: perNeuron(stakeAmount),
    stakeFraction: perNeuron(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })),
    lastUpdate: fc.oneof(perNeuron(fc.integer({ min: 15, max: 40 })), fc.array(block, { maxLength: n })),
    registeredAt: perNeuron(birth),
    permits: perNeuron(mostly),
    weights: rowsFor(n),
    bonds: rowsFor(n),
    ownerUid: fc.option(fc.integer({ min: 0, max: n - 1 }), { nil: undefined }),
    commitBlocks: fc.option(perNeuron(fc.option(block, { nil: undefined })), { nil: undefined }),
    parameters,
  });
});

describe.each(ERAS)("era %s", (_, rules, era) => {
  test("agrees with the dense BigInt twin bit for bit", () => {
    const seen = { incentive: 0, dividends: 0, bonds: 0, interpolated: 0, liquid: 0 };
    fc.assert(
      fc.property(epochInput, (input) => {
        const output = runEpoch(rules, input);
        expect(output).toEqual(twinEpoch(era, input));
        const { bondsPenalty, yuma3, liquidAlpha } = input.parameters;
        const earned = output.incentive.some((share) => share > 0);
        if (earned) seen.incentive++;
        if (output.dividends.some((share) => share > 0)) seen.dividends++;
        if (output.bonds.some((row) => row !== undefined && row.length > 1)) seen.bonds++;
        if (earned && bondsPenalty! > 0 && bondsPenalty! < 65535) seen.interpolated++;
        if (earned && yuma3 && liquidAlpha !== undefined) seen.liquid++;
      }),
      { numRuns: 500 },
    );
    // The generator must reach the steps that it is meant to try.
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(15);
    console.log(`era ${era}, of 500 subnets: ${JSON.stringify(seen)}`);
  });

  test("a row's scale does not matter, only its proportions", () => {
    fc.assert(
      fc.property(epochInput, fc.integer({ min: 2, max: 9 }), (input, factor) => {
        const small = input.weights.map((row) => row.map(([j, w]) => [j, w % 7000] as const));
        const large = small.map((row) => row.map(([j, w]) => [j, w * factor] as const));
        expect(runEpoch(rules, { ...input, weights: large })).toEqual(runEpoch(rules, { ...input, weights: small }));
      }),
      { numRuns: 60 },
    );
  });

  test("a validator without stake and without permit changes nothing for the others", () => {
    fc.assert(
      fc.property(epochInput, rowsFor(9), (input, rows) => {
        const n = input.stake.length;
        const roomy = { ...input.parameters, maxAllowedValidators: 50 };
        const padded = Array.from({ length: n }, (__, uid) => input.lastUpdate[uid] ?? 0);
        const inward = (row: Row): Row => row.filter(([j]) => j < n);
        const base: EpochInput = {
          ...input,
          parameters: roomy,
          weights: input.weights.map(inward),
          bonds: input.bonds.map(inward),
          lastUpdate: padded,
          stakeFraction: undefined,
        };
        const joined: EpochInput = {
          ...base,
          stake: [...base.stake, 0n],
          lastUpdate: [...padded, input.currentBlock],
          registeredAt: [...base.registeredAt, 0],
          permits: [...base.permits, false],
          weights: [...base.weights, inward(rows[0]!)],
          bonds: [...base.bonds, []],
          commitBlocks: base.commitBlocks === undefined ? undefined : [...base.commitBlocks, undefined],
        };
        const before = runEpoch(rules, base);
        const after = runEpoch(rules, joined);
        for (const name of [
          "consensus",
          "incentive",
          "dividends",
          "validatorTrust",
          "emission",
          "serverEmission",
          "validatorEmission",
        ] as const) {
          expect(after[name].slice(0, n)).toEqual(before[name]);
          expect(Number(after[name][n])).toBe(0);
        }
        expect(after.bonds.slice(0, n)).toEqual(before.bonds);
      }),
      { numRuns: 60 },
    );
  });

  test("renaming the neurons renames the outcome", () => {
    const renamed = epochInput.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray(
          input.stake.map((__, uid) => uid),
          { minLength: input.stake.length },
        ),
      ),
    );
    fc.assert(
      fc.property(renamed, ([input, order]) => {
        const n = input.stake.length;
        // Ties in stake go to the higher uid, so renaming is only neutral where stakes differ and all may be chosen.
        const base: EpochInput = {
          ...input,
          lastUpdate: Array.from({ length: n }, (__, uid) => input.lastUpdate[uid] ?? 0),
          weights: input.weights.map((row) => row.filter(([j]) => j < n)),
          bonds: input.bonds.map((row) => row.filter(([j]) => j < n)),
          parameters: { ...input.parameters, maxAllowedValidators: 50 },
        };
        const newUid = order.map((__, uid) => order.indexOf(uid));
        const move = <T>(list: readonly T[]): T[] => order.map((old) => list[old]!);
        const moveRows = (rows: readonly Row[]): Row[] =>
          move(rows).map((row) => row.map(([j, v]) => [newUid[j]!, v] as const));
        const shuffled: EpochInput = {
          ...base,
          stake: move(base.stake),
          stakeFraction: move(base.stakeFraction!),
          lastUpdate: move(base.lastUpdate),
          registeredAt: move(base.registeredAt),
          permits: move(base.permits),
          weights: moveRows(base.weights),
          bonds: moveRows(base.bonds),
          ownerUid: base.ownerUid === undefined ? undefined : newUid[base.ownerUid],
          commitBlocks: base.commitBlocks && move(base.commitBlocks),
        };
        const before = runEpoch(rules, base);
        const after = runEpoch(rules, shuffled);
        for (const name of [
          "active",
          "permits",
          "consensus",
          "incentive",
          "dividends",
          "validatorTrust",
          "emission",
        ] as const) {
          expect(after[name]).toEqual(move<bigint | number | boolean>(before[name]));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("never pays more than was issued", () => {
    fc.assert(
      fc.property(epochInput, (input) => {
        const output = runEpoch(rules, input);
        const paid = [...output.serverEmission, ...output.validatorEmission].reduce((sum, rao) => sum + rao, 0n);
        expect(paid <= input.rao).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

test("an input that does not hold together is refused", () => {
  const input: EpochInput = {
    currentBlock: 5,
    rao: 1n,
    stake: [1n],
    lastUpdate: [1],
    registeredAt: [0],
    permits: [true],
    weights: [[]],
    bonds: [[]],
    parameters: { kappa: 32767, bondsMovingAverage: 900000, maxAllowedValidators: 1, activityCutoffBlocks: 10 },
  };
  expect(() => runEpoch(ERA_2024, { ...input, weights: [] })).toThrow("weights has 0 entries");
  const still = (bondsMovingAverage: number): unknown =>
    runEpoch(ERA_2024, { ...input, parameters: { ...input.parameters, bondsMovingAverage } });
  expect(still(2 ** 60)).toEqual(still(1_000_000));
  expect(() => runEpoch(ERA_2024, { ...input, rao: -1n })).toThrow("rao is negative");
  expect(() => runEpoch(ERA_2024, { ...input, parameters: { ...input.parameters, kappa: 70000 } })).toThrow("kappa");
  expect(() =>
    runEpoch(ERA_2024, {
      ...input,
      weights: [
        [
          [0, 1],
          [0, 2],
        ],
      ],
    }),
  ).toThrow("column 0 twice");
});
