// Element-wise ops with broadcasting, and the sums that undo broadcasting in the backward direction.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { broadcastShape, sameShape } from "../shape.js";

function binary(builder: GraphBuilder, operator: string, left: Tensor, right: Tensor): Tensor {
  return builder.node(operator, [left, right], broadcastShape(left.shape, right.shape));
}

export function add(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  const result = binary(builder, "Add", left, right);
  return builder.record(result, [left, right], (gradient) => [
    sumTo(builder, gradient, left),
    sumTo(builder, gradient, right),
  ]);
}

export function subtract(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  const result = binary(builder, "Sub", left, right);
  return builder.record(result, [left, right], (gradient) => [
    sumTo(builder, gradient, left),
    sumTo(builder, builder.node("Neg", [gradient], gradient.shape), right),
  ]);
}

export function multiply(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  const result = binary(builder, "Mul", left, right);
  return builder.record(result, [left, right], (gradient) => [
    sumTo(builder, multiply(builder, gradient, right), left),
    sumTo(builder, multiply(builder, gradient, left), right),
  ]);
}

/** Multiplies by a number known when the graph is built. */
export function scale(builder: GraphBuilder, tensor: Tensor, factor: number): Tensor {
  const result = builder.node("Mul", [tensor, builder.scalar(factor)], tensor.shape);
  return builder.record(result, [tensor], (gradient) => [scale(builder, gradient, factor)]);
}

/** x · sigmoid(x). Its slope is s + y·(1 − s), which needs no second sigmoid. */
export function silu(builder: GraphBuilder, tensor: Tensor): Tensor {
  const sigmoid = builder.node("Sigmoid", [tensor], tensor.shape);
  const result = builder.node("Mul", [tensor, sigmoid], tensor.shape);
  return builder.record(result, [tensor], (gradient) => {
    const gated = multiply(builder, gradient, sigmoid);
    return [add(builder, gated, multiply(builder, gated, subtract(builder, tensor, result)))];
  });
}

/** Sum over `axes`; not differentiable, meant for gradients and optimisers. */
export function reduceSum(builder: GraphBuilder, tensor: Tensor, axes: readonly number[], keep = true): Tensor {
  const shape = keep
    ? tensor.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : tensor.shape.filter((_, axis) => !axes.includes(axis));
  return builder.node("ReduceSum", [tensor, builder.integers(axes)], shape, { keepdims: keep ? 1 : 0 });
}

/** Brings a gradient back to the shape of the operand that was broadcast. */
function sumTo(builder: GraphBuilder, gradient: Tensor, operand: Tensor): Tensor {
  if (sameShape(gradient.shape, operand.shape)) return gradient;
  const extra = gradient.shape.length - operand.shape.length;
  const leading = Array.from({ length: extra }, (_, axis) => axis);
  let result = extra > 0 ? reduceSum(builder, gradient, leading, false) : gradient;
  const stretched = operand.shape.flatMap((size, axis) => (size === 1 && result.shape[axis] !== 1 ? [axis] : []));
  if (stretched.length > 0) result = reduceSum(builder, result, stretched);
  return result;
}
