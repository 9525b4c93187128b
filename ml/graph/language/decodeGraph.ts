// The serving graph: any number of new tokens after any number of cached ones, weights baked in.
// Inputs: ids [new], cosine, sine [new, half], mask [new, total], past.key.N, past.value.N [1, heads, past, headWidth].
// Outputs: logits [new, vocabulary], present.key.N, present.value.N. Spec: shared/spec/ml.md §2.

import { GraphBuilder, type Tensor } from "../graphBuilder.js";
import { embed } from "../ops/lookup.js";
import { matmul, swapLastAxes } from "../ops/matrix.js";
import { decoderBlocks } from "./block.js";
import { type LanguageModelConfig, parameterSpecs } from "./languageModel.js";

export function buildDecodeGraph(config: LanguageModelConfig, weights: ReadonlyMap<string, Float32Array>): Uint8Array {
  const builder = new GraphBuilder();
  const constants = new Map<string, Tensor>();
  for (const spec of parameterSpecs(config)) {
    const data = weights.get(spec.name);
    if (!data) throw new Error(`weights lack the tensor "${spec.name}"`);
    constants.set(spec.name, builder.constant("float", spec.shape, data));
  }
  const headWidth = config.width / config.heads;
  const embedding = constants.get("embedding") as Tensor;
  const ids = builder.input("ids", "int64", ["new"]);
  const cosine = builder.input("cosine", "float", ["new", headWidth / 2]);
  const sine = builder.input("sine", "float", ["new", headWidth / 2]);
  const mask = builder.input("mask", "float", ["new", "total"]);
  const extend = (layer: number, keys: Tensor, values: Tensor) => ({
    keys: joinPast(builder, config, `key.${layer}`, keys),
    values: joinPast(builder, config, `value.${layer}`, values),
  });
  const hidden = builder.withoutTape(() =>
    decoderBlocks(builder, config, (name) => constants.get(name) as Tensor, embed(builder, embedding, ids), {
      batch: 1,
      time: "new",
      cosine,
      sine,
      mask,
      extend,
    }),
  );
  builder.output("logits", matmul(builder, hidden, swapLastAxes(builder, embedding)));
  return builder.finish();
}

function joinPast(builder: GraphBuilder, config: LanguageModelConfig, name: string, now: Tensor): Tensor {
  const headWidth = config.width / config.heads;
  const past = builder.input(`past.${name}`, "float", [1, config.heads, "past", headWidth]);
  const present = builder.node("Concat", [past, now], [1, config.heads, "total", headWidth], { axis: 2 });
  builder.output(`present.${name}`, present);
  return present;
}
