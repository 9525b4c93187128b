// The optimisers' graphs against the same arithmetic in plain numbers.

import { expect, test } from "vitest";
import { openSession } from "../../engine/onnx/loadOnnxRuntime.js";
import { SeededRandom } from "../../engine/seededRandom.js";
import { GraphBuilder } from "../graphBuilder.js";
import { adamw } from "./adamw.js";
import { clipByGlobalNorm } from "./clipByGlobalNorm.js";
import { cosineSchedule } from "./cosineSchedule.js";
import { muon } from "./muon.js";

const numbers = (value: { data: unknown } | undefined) => Array.from((value as { data: Float32Array }).data);

test("AdamW does one step as in the paper", async () => {
  const builder = new GraphBuilder();
  const input = (name: string) => builder.input(name, "float", [2]);
  const scalar = (name: string) => builder.input(name, "float", []);
  const settings = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 };
  const next = adamw(
    builder,
    {
      parameter: input("p"),
      gradient: input("g"),
      firstMoment: input("m"),
      secondMoment: input("v"),
      learningRate: scalar("rate"),
      firstCorrection: scalar("c1"),
      secondCorrection: scalar("c2"),
    },
    settings,
  );
  builder.output("np", next.parameter);
  builder.output("nm", next.firstMoment);
  builder.output("nv", next.secondMoment);
  const { ort, session } = await openSession(builder.finish());
  const pair = (a: number, b: number) => new ort.Tensor("float32", Float32Array.of(a, b), [2]);
  const one = (a: number) => new ort.Tensor("float32", Float32Array.of(a), []);
  const [c1, c2, rate] = [1 / (1 - 0.9 ** 3), 1 / (1 - 0.95 ** 3), 0.01];
  const outputs = await session.run({
    p: pair(1, -2),
    g: pair(0.5, -0.25),
    m: pair(0.1, 0),
    v: pair(0.2, 0.01),
    rate: one(rate),
    c1: one(c1),
    c2: one(c2),
  });
  const expected = ([p, g, m, v]: [number, number, number, number]) => {
    const nm = 0.9 * m + 0.1 * g;
    const nv = 0.95 * v + 0.05 * g * g;
    return { p: p * (1 - rate * 0.1) - (rate * (nm * c1)) / (Math.sqrt(nv * c2) + 1e-8), m: nm, v: nv };
  };
  const wanted = [expected([1, 0.5, 0.1, 0.2]), expected([-2, -0.25, 0, 0.01])];
  for (const [name, key] of [
    ["np", "p"],
    ["nm", "m"],
    ["nv", "v"],
  ] as const) {
    numbers(outputs[name]).forEach((value, index) => expect(value).toBeCloseTo(wanted[index]?.[key] as number, 5));
  }
});

test("clipping scales all gradients together, and only when they are too long", async () => {
  const builder = new GraphBuilder();
  const gradients = [builder.input("a", "float", [2]), builder.input("b", "float", [1])];
  const { norm, clipped } = clipByGlobalNorm(builder, gradients, 1);
  builder.output("norm", norm);
  clipped.forEach((gradient, index) => builder.output(`out${index}`, gradient));
  const { ort, session } = await openSession(builder.finish());
  const run = async (factor: number) => {
    const a = new ort.Tensor("float32", Float32Array.of(2 * factor, 3 * factor), [2]);
    const b = new ort.Tensor("float32", Float32Array.of(6 * factor), [1]);
    return session.run({ a, b });
  };
  const long = await run(1);
  expect(numbers(long["norm"])[0]).toBeCloseTo(7, 5);
  expect(numbers(long["out0"])[1]).toBeCloseTo(3 / 7, 6);
  expect(numbers((await run(0.1))["out1"])[0]).toBeCloseTo(0.6, 6);
});

test.each([
  [6, 4],
  [4, 6],
])("Muon's update of a %i × %i matrix is nearly orthogonal", async (rows, columns) => {
  const builder = new GraphBuilder();
  const matrix = (name: string) => builder.input(name, "float", [rows, columns]);
  const inputs = {
    parameter: matrix("p"),
    gradient: matrix("g"),
    momentum: matrix("m"),
    learningRate: builder.input("rate", "float", []),
  };
  const next = muon(builder, inputs, { momentum: 0.95, weightDecay: 0 });
  builder.output("np", next.parameter);
  const { ort, session } = await openSession(builder.finish());
  const random = new SeededRandom(3);
  const tensor = (data: Float32Array) => new ort.Tensor("float32", data, [rows, columns]);
  const outputs = await session.run({
    p: tensor(new Float32Array(rows * columns)),
    g: tensor(Float32Array.from({ length: rows * columns }, () => random.normal())),
    m: tensor(new Float32Array(rows * columns)),
    rate: new ort.Tensor("float32", Float32Array.of(1), []),
  });
  const update = numbers(outputs["np"]);
  const factor = Math.sqrt(Math.max(1, columns / rows));
  // The rows or columns of the shorter side have length 1 and little to do with each other (the quintic aims at 0.7–1.2).
  const short = Math.min(rows, columns);
  const line = (index: number) =>
    Array.from({ length: Math.max(rows, columns) }, (_, at) => {
      const position = rows < columns ? index * columns + at : at * columns + index;
      return (update[position] as number) / factor;
    });
  const product = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
  for (let a = 0; a < short; a += 1) {
    for (let b = 0; b < short; b += 1) {
      const value = product(line(a), line(b));
      expect(Math.abs(value - (a === b ? 1 : 0))).toBeLessThan(a === b ? 0.6 : 0.45);
    }
  }
});

test("the schedule warms up, falls and keeps its floor", () => {
  const settings = { warmupSteps: 10, floor: 0.1 };
  expect(cosineSchedule(5, 0, settings)).toBeCloseTo(0.5);
  expect(cosineSchedule(10, 0, settings)).toBeCloseTo(1);
  expect(cosineSchedule(100, 0.5, settings)).toBeCloseTo(0.55);
  expect(cosineSchedule(100, 1, settings)).toBeCloseTo(0.1);
  expect(cosineSchedule(100, 7, settings)).toBeCloseTo(0.1);
});
