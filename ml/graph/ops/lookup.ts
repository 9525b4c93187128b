// Embedding rows by index, and cross-entropy against indices: the two ends of a language model.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { scale } from "./elementwise.js";

function asColumn(builder: GraphBuilder, indices: Tensor): Tensor {
  return builder.node("Unsqueeze", [indices, builder.integers([1])], [...indices.shape, 1], {}, indices.type);
}

/** Rows of `table` ([rows, width]) picked by `indices` ([count], int64); equal indices add up in the gradient. */
export function embed(builder: GraphBuilder, table: Tensor, indices: Tensor): Tensor {
  const [rows, width] = table.shape as [number, number];
  const result = builder.node("Gather", [table, indices], [...indices.shape, width], { axis: 0 });
  return builder.record(result, [table], (gradient) => {
    const zero = builder.node("Expand", [builder.scalar(0), builder.integers([rows, width])], [rows, width]);
    const scattered = [zero, asColumn(builder, indices), gradient];
    return [builder.node("ScatterND", scattered, [rows, width], { reduction: "add" })];
  });
}

/** log softmax(logits)[target] of each row, in nat; not differentiable. */
export function targetLogProbabilities(builder: GraphBuilder, logits: Tensor, targets: Tensor): Tensor {
  const [count, classes] = logits.shape as [number, number];
  const logProbabilities = builder.node("LogSoftmax", [logits], [count, classes], { axis: 1 });
  return builder.node("GatherElements", [logProbabilities, asColumn(builder, targets)], [count, 1], { axis: 1 });
}

/** Mean of −log softmax(logits)[target] in nat. `logits` [count, classes], `targets` [count] int64. */
export function crossEntropy(builder: GraphBuilder, logits: Tensor, targets: Tensor): Tensor {
  const [count, classes] = logits.shape as [number, number];
  const column = asColumn(builder, targets);
  const logProbabilities = builder.node("LogSoftmax", [logits], [count, classes], { axis: 1 });
  const chosen = builder.node("GatherElements", [logProbabilities, column], [count, 1], { axis: 1 });
  const mean = builder.node("ReduceMean", [chosen], [], { axes: [0, 1], keepdims: 0 });
  const loss = builder.node("Neg", [mean], []);
  return builder.record(loss, [logits], () => {
    const probabilities = builder.node("Exp", [logProbabilities], [count, classes]);
    const minusOne = builder.constant("float", [1, 1], Float32Array.of(-1));
    const updates = builder.node("Expand", [minusOne, builder.integers([count, 1])], [count, 1]);
    const difference = builder.node("ScatterElements", [probabilities, column, updates], [count, classes], {
      axis: 1,
      reduction: "add",
    });
    return [scale(builder, difference, 1 / count)];
  });
}
