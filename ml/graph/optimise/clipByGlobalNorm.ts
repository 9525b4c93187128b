// Scales all gradients together so that their joint length is at most `limit`; also gives the length before.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { multiply } from "../ops/elementwise.js";

export function clipByGlobalNorm(builder: GraphBuilder, gradients: readonly Tensor[], limit: number) {
  return builder.withoutTape(() => {
    const squares = gradients.map((gradient) => builder.node("ReduceSumSquare", [gradient], [], { keepdims: 0 }));
    const total = builder.node("Sum", squares, []);
    const norm = builder.node("Sqrt", [total], []);
    const floor = builder.node("Max", [norm, builder.scalar(limit)], []);
    const factor = builder.node("Div", [builder.scalar(limit), floor], []);
    return { norm, clipped: gradients.map((gradient) => multiply(builder, gradient, factor)) };
  });
}
