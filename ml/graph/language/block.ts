// One pass through the decoder blocks, shared by the training graph (whole sequences) and the decode graph (with a cache).

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import type { Dimension } from "../onnx/messages.js";
import { maskedSoftmax, rotate } from "../ops/attention.js";
import { add, multiply, silu } from "../ops/elementwise.js";
import { matmul, reshape, swapLastAxes, transpose } from "../ops/matrix.js";
import { rmsNormalise } from "../ops/normalise.js";
import type { LanguageModelConfig } from "./languageModel.js";

export interface AttentionFrame {
  /** Leading sizes of a sequence batch: [batch, time]. */
  readonly batch: Dimension;
  readonly time: Dimension;
  readonly cosine: Tensor;
  readonly sine: Tensor;
  readonly mask: Tensor;
  /** Joins keys and values of this call to those of earlier ones; identity in training. */
  readonly extend?: (layer: number, keys: Tensor, values: Tensor) => { keys: Tensor; values: Tensor };
}

export type ParameterLookup = (name: string) => Tensor;

/** Hidden states [batch · time, width] after all blocks and the last norm. */
export function decoderBlocks(
  builder: GraphBuilder,
  config: LanguageModelConfig,
  parameter: ParameterLookup,
  embedded: Tensor,
  frame: AttentionFrame,
): Tensor {
  let hidden = embedded;
  for (let layer = 0; layer < config.layers; layer += 1) {
    const weight = (name: string) => parameter(`layers.${layer}.${name}`);
    const attended = attention(builder, config, weight, hidden, frame, layer);
    hidden = add(builder, hidden, attended);
    const normal = rmsNormalise(builder, hidden, weight("feed.norm"));
    const gate = silu(builder, matmul(builder, normal, weight("feed.gate")));
    const gated = multiply(builder, gate, matmul(builder, normal, weight("feed.up")));
    hidden = add(builder, hidden, matmul(builder, gated, weight("feed.down")));
  }
  return rmsNormalise(builder, hidden, parameter("final.norm"));
}

function attention(
  builder: GraphBuilder,
  config: LanguageModelConfig,
  weight: ParameterLookup,
  hidden: Tensor,
  frame: AttentionFrame,
  layer: number,
): Tensor {
  const headWidth = config.width / config.heads;
  const normal = rmsNormalise(builder, hidden, weight("attention.norm"));
  const heads = (name: string) => {
    const flat = matmul(builder, normal, weight(`attention.${name}`));
    const split = reshape(builder, flat, [frame.batch, frame.time, config.heads, headWidth]);
    return transpose(builder, split, [0, 2, 1, 3]);
  };
  const queries = rotate(builder, heads("query"), frame.cosine, frame.sine);
  let keys = rotate(builder, heads("key"), frame.cosine, frame.sine);
  let values = heads("value");
  if (frame.extend) ({ keys, values } = frame.extend(layer, keys, values));
  const scores = matmul(builder, queries, swapLastAxes(builder, keys));
  const shares = maskedSoftmax(builder, scores, 1 / Math.sqrt(headWidth), frame.mask);
  const mixed = transpose(builder, matmul(builder, shares, values), [0, 2, 1, 3]);
  const joined = reshape(builder, mixed, [hidden.shape[0] as Dimension, config.width]);
  return matmul(builder, joined, weight("attention.output"));
}
