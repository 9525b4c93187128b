// Weights before training: normal, narrower for wider layers; what writes into the residual stream starts at zero.

import { SeededRandom } from "../../engine/seededRandom.js";
import { type LanguageModelConfig, parameterSpecs } from "../../graph/index.js";
import type { StoredTensor } from "../../models/safetensors.js";

const embeddingDeviation = 0.02;

export function initialWeights(config: LanguageModelConfig, seed: number): Map<string, StoredTensor> {
  const random = new SeededRandom(seed);
  return new Map(
    parameterSpecs(config).map((spec) => {
      const data = new Float32Array(spec.shape.reduce((product, size) => product * size, 1));
      if (spec.role === "gain") data.fill(1);
      const deviation = spec.role === "embedding" ? embeddingDeviation : 0.5 / Math.sqrt(spec.shape[0] as number);
      if (spec.role === "embedding" || spec.role === "matrix") {
        for (let index = 0; index < data.length; index += 1) data[index] = deviation * random.normal();
      }
      return [spec.name, { shape: spec.shape, data }];
    }),
  );
}
