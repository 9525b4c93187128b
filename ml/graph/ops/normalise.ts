// Root-mean-square normalisation over the last axis, with a learned gain.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { add, multiply, reduceSum, subtract } from "./elementwise.js";

const defaultEpsilon = 1e-5;

export function rmsNormalise(builder: GraphBuilder, tensor: Tensor, gain: Tensor, epsilon = defaultEpsilon): Tensor {
  const axis = tensor.shape.length - 1;
  const kept = [...tensor.shape.slice(0, -1), 1];
  const mean = (value: Tensor) => builder.node("ReduceMean", [value], kept, { axes: [axis], keepdims: 1 });
  const { inverse, normal, result } = builder.withoutTape(() => {
    const power = add(builder, mean(multiply(builder, tensor, tensor)), builder.scalar(epsilon));
    const root = builder.node("Sqrt", [power], kept);
    const reciprocal = builder.node("Reciprocal", [root], kept);
    const unit = multiply(builder, tensor, reciprocal);
    return { inverse: reciprocal, normal: unit, result: multiply(builder, unit, gain) };
  });
  const leading = kept.slice(0, -1).map((_, index) => index);
  return builder.record(result, [tensor, gain], (gradient) => {
    const gainGradient = reduceSum(builder, multiply(builder, gradient, normal), leading, false);
    const through = multiply(builder, gradient, gain);
    const along = mean(multiply(builder, through, normal));
    const across = subtract(builder, through, multiply(builder, normal, along));
    return [multiply(builder, across, inverse), gainGradient];
  });
}
