// Reverse-mode differentiation: walks the tape backwards and emits the ONNX nodes of the chain rule.
// Spec: shared/spec/ml.md §2.

import type { GraphBuilder, Tensor } from "./graphBuilder.js";
import { add } from "./ops/elementwise.js";

/** Gradients of the scalar `loss` for `parameters`, in their order. Throws for a parameter that the loss does not use. */
export function gradients(builder: GraphBuilder, loss: Tensor, parameters: readonly Tensor[]): Tensor[] {
  if (loss.shape.length !== 0) throw new Error("gradients need a scalar loss");
  const byName = new Map<string, Tensor>([[loss.name, builder.scalar(1)]]);
  builder.withoutTape(() => {
    for (const entry of [...builder.tape].reverse()) {
      const outputGradient = byName.get(entry.output.name);
      if (!outputGradient) continue;
      const inputGradients = entry.backward(outputGradient);
      entry.inputs.forEach((input, index) => {
        const gradient = inputGradients[index];
        if (!gradient) return;
        const before = byName.get(input.name);
        byName.set(input.name, before ? add(builder, before, gradient) : gradient);
      });
    }
  });
  return parameters.map((parameter) => {
    const gradient = byName.get(parameter.name);
    if (!gradient) throw new Error(`the loss does not depend on "${parameter.name}"`);
    return gradient;
  });
}
