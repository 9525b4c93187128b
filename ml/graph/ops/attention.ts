// What attention needs beside products: rotary positions and a masked softmax.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { add, multiply, reduceSum, scale, subtract } from "./elementwise.js";

/**
 * Rotary position encoding in the half-split layout: the first half of the last axis pairs with the second.
 * `cosine` and `sine` have half the last axis and broadcast over the rest.
 */
export function rotate(builder: GraphBuilder, tensor: Tensor, cosine: Tensor, sine: Tensor, turn: 1 | -1 = 1): Tensor {
  const axis = tensor.shape.length - 1;
  const half = (tensor.shape[axis] as number) / 2;
  const halfShape = [...tensor.shape.slice(0, -1), half];
  const [first, second] = builder.nodeOf("Split", [tensor, builder.integers([half, half])], [halfShape, halfShape], {
    axis,
  }) as [Tensor, Tensor];
  const result = builder.withoutTape(() => {
    const firstSine = multiply(builder, first, sine);
    const secondSine = multiply(builder, second, sine);
    const firstCosine = multiply(builder, first, cosine);
    const secondCosine = multiply(builder, second, cosine);
    const [a, b] =
      turn === 1
        ? [subtract(builder, firstCosine, secondSine), add(builder, secondCosine, firstSine)]
        : [add(builder, firstCosine, secondSine), subtract(builder, secondCosine, firstSine)];
    return builder.node("Concat", [a, b], tensor.shape, { axis });
  });
  const back = turn === 1 ? -1 : 1;
  return builder.record(result, [tensor], (gradient) => [rotate(builder, gradient, cosine, sine, back)]);
}

/** softmax(scores · factor + mask) over the last axis; the mask carries no gradient. */
export function maskedSoftmax(builder: GraphBuilder, scores: Tensor, factor: number, mask: Tensor): Tensor {
  const axis = scores.shape.length - 1;
  const scaled = builder.node("Mul", [scores, builder.scalar(factor)], scores.shape);
  const shifted = builder.node("Add", [scaled, mask], scores.shape);
  const result = builder.node("Softmax", [shifted], scores.shape, { axis });
  return builder.record(result, [scores], (gradient) => {
    const weighted = multiply(builder, gradient, result);
    const total = reduceSum(builder, weighted, [axis]);
    return [scale(builder, subtract(builder, weighted, multiply(builder, result, total)), factor)];
  });
}
