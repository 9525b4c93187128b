// Arithmetic on static shapes: broadcasting and products, with clear errors when the graph is built, not when it runs.

import type { Dimension } from "./onnx/messages.js";

/** Numbers only; throws where a size is known only at run time. */
export function staticShape(shape: readonly Dimension[]): number[] {
  return shape.map((size) => {
    if (typeof size === "string") throw new Error(`size "${size}" is known only at run time`);
    return size;
  });
}

export function elementCount(shape: readonly Dimension[]): number {
  return staticShape(shape).reduce((product, size) => product * size, 1);
}

/** The shape of an element-wise result under numpy's broadcasting rules. */
export function broadcastShape(left: readonly Dimension[], right: readonly Dimension[]): Dimension[] {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, axis) => {
    const a = left[axis - rank + left.length] ?? 1;
    const b = right[axis - rank + right.length] ?? 1;
    if (a === b || b === 1) return a;
    if (a === 1) return b;
    throw new Error(`shapes [${left.join()}] and [${right.join()}] do not broadcast`);
  });
}

export function sameShape(left: readonly Dimension[], right: readonly Dimension[]): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}
