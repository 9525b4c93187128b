// Muon as graph nodes: momentum whose update is made nearly orthogonal by Newton–Schulz steps, for hidden matrices only.
// Method: Jordan et al. 2024; five steps of the quintic with its published coefficients. Needs one moment, not two.

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { add, multiply, scale, subtract } from "../ops/elementwise.js";
import { matmul, swapLastAxes } from "../ops/matrix.js";
import { shrink } from "./adamw.js";

const quintic = { linear: 3.4445, cubic: -4.775, quintic: 2.0315 };
const newtonSchulzSteps = 5;

export interface MuonInputs {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly momentum: Tensor;
  readonly learningRate: Tensor;
}

export interface MuonSettings {
  readonly momentum: number;
  readonly weightDecay: number;
}

export function muon(builder: GraphBuilder, inputs: MuonInputs, settings: MuonSettings) {
  const [rows, columns] = inputs.parameter.shape as [number, number];
  return builder.withoutTape(() => {
    const momentum = add(
      builder,
      scale(builder, inputs.momentum, settings.momentum),
      scale(builder, inputs.gradient, 1 - settings.momentum),
    );
    const ahead = add(
      builder,
      scale(builder, momentum, settings.momentum),
      scale(builder, inputs.gradient, 1 - settings.momentum),
    );
    const direction = orthogonalise(builder, ahead);
    const rate = scale(builder, inputs.learningRate, Math.sqrt(Math.max(1, columns / rows)));
    const kept = shrink(builder, inputs.parameter, inputs.learningRate, settings.weightDecay);
    return { parameter: subtract(builder, kept, multiply(builder, direction, rate)), momentum };
  });
}

/** Moves every singular value of `matrix` close to 1; works on the wide orientation, where X·Xᵀ is small. */
function orthogonalise(builder: GraphBuilder, matrix: Tensor): Tensor {
  const [rows, columns] = matrix.shape as [number, number];
  const tall = rows > columns;
  const wide = tall ? swapLastAxes(builder, matrix) : matrix;
  const square = builder.node("ReduceSumSquare", [wide], [], { keepdims: 0 });
  const norm = builder.node("Sqrt", [add(builder, square, builder.scalar(1e-14))], []);
  let current = builder.node("Div", [wide, norm], wide.shape);
  for (let step = 0; step < newtonSchulzSteps; step += 1) {
    const gram = matmul(builder, current, swapLastAxes(builder, current));
    const gramSquared = matmul(builder, gram, gram);
    const mix = add(builder, scale(builder, gram, quintic.cubic), scale(builder, gramSquared, quintic.quintic));
    current = add(builder, scale(builder, current, quintic.linear), matmul(builder, mix, current));
  }
  return tall ? swapLastAxes(builder, current) : current;
}
