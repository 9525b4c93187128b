// The emitted backward pass against central differences, through the real runtime: every tensor of a small language model.

import { expect, test } from "vitest";
import { openSession } from "../engine/onnx/loadOnnxRuntime.js";
import { SeededRandom } from "../engine/seededRandom.js";
import { gradients } from "./gradients.js";
import { GraphBuilder } from "./graphBuilder.js";
import { buildGradientGraph, type LanguageModelConfig, parameterSpecs } from "./index.js";
import { add, multiply, subtract } from "./ops/elementwise.js";

const config: LanguageModelConfig = {
  vocabularySize: 11,
  width: 8,
  layers: 2,
  heads: 2,
  hidden: 12,
  contextTokens: 6,
  ropeBase: 10_000,
};
const [batch, time] = [2, 6];
const numbers = (value: { data: unknown } | undefined) => Array.from((value as { data: Float32Array }).data);

test("gradients of a language model agree with central differences", async () => {
  const { ort, session } = await openSession(buildGradientGraph(config, batch, time));
  const random = new SeededRandom(7);
  const specs = parameterSpecs(config);
  const weights = new Map(
    specs.map((spec) => {
      const count = spec.shape.reduce((a, b) => a * b, 1);
      const data = Float32Array.from({ length: count }, () => (spec.role === "gain" ? 1 : 0) + 0.4 * random.normal());
      return [spec.name, data];
    }),
  );
  const ids = () => BigInt64Array.from({ length: batch * time }, () => BigInt(random.below(config.vocabularySize)));
  const [inputs, targets] = [ids(), ids()];
  const run = async () => {
    const feeds = Object.fromEntries(
      specs.map((spec) => [
        spec.name,
        new ort.Tensor("float32", (weights.get(spec.name) as Float32Array).slice(), [...spec.shape]),
      ]),
    );
    return session.run({
      ...feeds,
      ids: new ort.Tensor("int64", inputs, [batch * time]),
      targets: new ort.Tensor("int64", targets, [batch * time]),
    });
  };
  const loss = async () => Number((await run())["loss"]?.data[0]);
  const analytic = await run();
  const step = 1e-2;
  for (const spec of specs) {
    const data = weights.get(spec.name) as Float32Array;
    const emitted = analytic[`gradient.${spec.name}`]?.data as Float32Array;
    const scale = Math.max(...emitted.map(Math.abs));
    for (let trial = 0; trial < 4; trial += 1) {
      const index = random.below(data.length);
      const before = data[index] as number;
      data[index] = before + step;
      const up = await loss();
      data[index] = before - step;
      const down = await loss();
      data[index] = before;
      const measured = (up - down) / (2 * step);
      const distance = Math.abs(measured - (emitted[index] as number));
      expect(distance, `${spec.name}[${index}]`).toBeLessThan(0.02 * scale + 2e-4);
    }
  }
});

test("broadcast operands get gradients of their own shape", async () => {
  const builder = new GraphBuilder();
  const wide = builder.input("wide", "float", [2, 3]);
  const row = builder.input("row", "float", [3]);
  const product = multiply(builder, subtract(builder, wide, row), add(builder, row, row));
  const loss = builder.record(builder.node("ReduceSum", [product], [], { keepdims: 0 }), [product], (gradient) => [
    builder.node("Expand", [gradient, builder.integers([2, 3])], [2, 3]),
  ]);
  const [wideGradient, rowGradient] = gradients(builder, loss, [wide, row]);
  builder.output("dwide", wideGradient as NonNullable<typeof wideGradient>);
  builder.output("drow", rowGradient as NonNullable<typeof rowGradient>);
  const { ort, session } = await openSession(builder.finish());
  const outputs = await session.run({
    wide: new ort.Tensor("float32", Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]),
    row: new ort.Tensor("float32", Float32Array.of(1, 2, 3), [3]),
  });
  // loss = Σ 2(w − r)r, so d/dw = 2r and d/dr = Σ over rows of 2w − 4r
  expect(numbers(outputs["dwide"])).toEqual([2, 4, 6, 2, 4, 6]);
  expect(numbers(outputs["drow"])).toEqual([2, -2, -6]);
});

test("a parameter that the loss does not use is refused by name", () => {
  const builder = new GraphBuilder();
  const used = builder.input("used", "float", []);
  const idle = builder.input("idle", "float", []);
  expect(() => gradients(builder, add(builder, used, used), [idle])).toThrow(/"idle"/);
});
