// Matrix product, transposition and reshaping. ORT folds a transposition of the last two axes into the product itself.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import type { Dimension } from "../onnx/messages.js";
import { elementCount } from "../shape.js";

/** Batched matrix product; `right` may be one matrix for all of `left`. */
export function matmul(builder: GraphBuilder, left: Tensor, right: Tensor): Tensor {
  const columns = right.shape.at(-1) as Dimension;
  if (left.shape.at(-1) !== right.shape.at(-2)) {
    throw new Error(`cannot multiply [${left.shape.join()}] by [${right.shape.join()}]`);
  }
  const result = builder.node("MatMul", [left, right], [...left.shape.slice(0, -1), columns]);
  return builder.record(result, [left, right], (gradient) => {
    const leftGradient = matmul(builder, gradient, swapLastAxes(builder, right));
    if (right.shape.length === left.shape.length) {
      return [leftGradient, matmul(builder, swapLastAxes(builder, left), gradient)];
    }
    const rows = elementCount(left.shape.slice(0, -1));
    const flatLeft = reshape(builder, left, [rows, left.shape.at(-1) as Dimension]);
    const flatGradient = reshape(builder, gradient, [rows, columns]);
    return [leftGradient, matmul(builder, swapLastAxes(builder, flatLeft), flatGradient)];
  });
}

export function transpose(builder: GraphBuilder, tensor: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((axis) => tensor.shape[axis] as Dimension);
  const result = builder.node("Transpose", [tensor], shape, { perm: order }, tensor.type);
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return builder.record(result, [tensor], (gradient) => [transpose(builder, gradient, inverse)]);
}

export function swapLastAxes(builder: GraphBuilder, tensor: Tensor): Tensor {
  const order = tensor.shape.map((_, axis) => axis);
  order.splice(-2, 2, order.length - 1, order.length - 2);
  return transpose(builder, tensor, order);
}

/** At most one size may be known only at run time; it is worked out by ONNX (−1). */
export function reshape(builder: GraphBuilder, tensor: Tensor, shape: readonly Dimension[]): Tensor {
  const sizes = builder.integers(shape.map((size) => (typeof size === "string" ? -1 : size)));
  const result = builder.node("Reshape", [tensor, sizes], shape, {}, tensor.type);
  const before = tensor.shape;
  return builder.record(result, [tensor], (gradient) => [reshape(builder, gradient, before)]);
}
