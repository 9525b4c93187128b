// The shape of our language models: LLaMA-style decoder blocks (RMS norm, rotary attention, gated SiLU) with a tied head.
// Matrices are stored [in, out], so that x · W needs no transposition. Spec: shared/spec/ml.md §6.

export interface LanguageModelConfig {
  readonly vocabularySize: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly hidden: number;
  /** Longest sequence in tokens that the model is meant for. */
  readonly contextTokens: number;
  readonly ropeBase: number;
}

export type ParameterRole = "embedding" | "matrix" | "residual" | "gain";

export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: ParameterRole;
}

/** Every learned tensor in a fixed order: the order of files, graphs and gradients. */
export function parameterSpecs(config: LanguageModelConfig): ParameterSpec[] {
  const { width, hidden, vocabularySize } = config;
  const specs: ParameterSpec[] = [{ name: "embedding", shape: [vocabularySize, width], role: "embedding" }];
  for (let layer = 0; layer < config.layers; layer += 1) {
    const prefix = `layers.${layer}`;
    specs.push(
      { name: `${prefix}.attention.norm`, shape: [width], role: "gain" },
      { name: `${prefix}.attention.query`, shape: [width, width], role: "matrix" },
      { name: `${prefix}.attention.key`, shape: [width, width], role: "matrix" },
      { name: `${prefix}.attention.value`, shape: [width, width], role: "matrix" },
      { name: `${prefix}.attention.output`, shape: [width, width], role: "residual" },
      { name: `${prefix}.feed.norm`, shape: [width], role: "gain" },
      { name: `${prefix}.feed.gate`, shape: [width, hidden], role: "matrix" },
      { name: `${prefix}.feed.up`, shape: [width, hidden], role: "matrix" },
      { name: `${prefix}.feed.down`, shape: [hidden, width], role: "residual" },
    );
  }
  specs.push({ name: "final.norm", shape: [width], role: "gain" });
  return specs;
}

export function parameterCount(config: LanguageModelConfig): number {
  return parameterSpecs(config).reduce((sum, spec) => sum + spec.shape.reduce((a, b) => a * b, 1), 0);
}

/** cos and sin of the rotary angles for positions `from` … `from + count − 1`, each [count, headWidth / 2]. */
export function rotaryAngles(config: LanguageModelConfig, from: number, count: number) {
  const half = config.width / config.heads / 2;
  const cosine = new Float32Array(count * half);
  const sine = new Float32Array(count * half);
  for (let position = 0; position < count; position += 1) {
    for (let pair = 0; pair < half; pair += 1) {
      const angle = (from + position) * config.ropeBase ** (-pair / half);
      cosine[position * half + pair] = Math.cos(angle);
      sine[position * half + pair] = Math.sin(angle);
    }
  }
  return { cosine, sine };
}
