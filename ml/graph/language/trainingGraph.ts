// A whole training step as one ONNX graph: forward, backward, clipping, optimiser. Parameters and moments go in and come
// out again, so the caller only feeds outputs back. Spec: shared/spec/ml.md §2.

import { gradients } from "../gradients.js";
import { GraphBuilder, type Tensor } from "../graphBuilder.js";
import { crossEntropy, embed, targetLogProbabilities } from "../ops/lookup.js";
import { matmul, swapLastAxes } from "../ops/matrix.js";
import { type AdamwSettings, adamw } from "../optimise/adamw.js";
import { clipByGlobalNorm } from "../optimise/clipByGlobalNorm.js";
import { type MuonSettings, muon } from "../optimise/muon.js";
import { decoderBlocks } from "./block.js";
import { type LanguageModelConfig, type ParameterSpec, parameterSpecs, rotaryAngles } from "./languageModel.js";

export interface TrainingGraphOptions {
  readonly batch: number;
  readonly time: number;
  readonly clipNorm: number;
  readonly adamw: AdamwSettings;
  /** Hidden matrices learn by Muon where this is given, else by AdamW like the rest. */
  readonly muon?: MuonSettings;
}

/** Names of the optimiser's state for one parameter; Muon keeps one moment, AdamW two. */
export function stateNames(spec: ParameterSpec, usesMuon: boolean): string[] {
  return isMuon(spec, usesMuon) ? [`first.${spec.name}`] : [`first.${spec.name}`, `second.${spec.name}`];
}

function isMuon(spec: ParameterSpec, usesMuon: boolean): boolean {
  return usesMuon && (spec.role === "matrix" || spec.role === "residual");
}

type ParameterMap = ReadonlyMap<string, Tensor>;

function causalMask(time: number): Float32Array {
  const mask = new Float32Array(time * time);
  for (let row = 0; row < time; row += 1) mask.fill(-1e9, row * time + row + 1, (row + 1) * time);
  return mask;
}

/** Logits of every position, and the targets that they are judged by. */
function predictions(
  builder: GraphBuilder,
  config: LanguageModelConfig,
  byName: ParameterMap,
  batch: number,
  time: number,
) {
  const ids = builder.input("ids", "int64", [batch * time]);
  const targets = builder.input("targets", "int64", [batch * time]);
  const angles = rotaryAngles(config, 0, time);
  const half = config.width / config.heads / 2;
  const embedding = byName.get("embedding") as Tensor;
  const hidden = decoderBlocks(builder, config, (name) => byName.get(name) as Tensor, embed(builder, embedding, ids), {
    batch,
    time,
    cosine: builder.constant("float", [time, half], angles.cosine),
    sine: builder.constant("float", [time, half], angles.sine),
    mask: builder.constant("float", [time, time], causalMask(time)),
  });
  return { logits: matmul(builder, hidden, swapLastAxes(builder, embedding)), targets };
}

function parameterInputs(builder: GraphBuilder, specs: readonly ParameterSpec[]): ParameterMap {
  return new Map(specs.map((spec) => [spec.name, builder.input(spec.name, "float", spec.shape)]));
}

/** Inputs: ids, targets, rate, rate.muon, correction1, correction2, parameters, state. Outputs: loss, norm, new.*. */
export function buildTrainingGraph(config: LanguageModelConfig, options: TrainingGraphOptions): Uint8Array {
  const builder = new GraphBuilder();
  const specs = parameterSpecs(config);
  const parameters = parameterInputs(builder, specs);
  const { logits, targets } = predictions(builder, config, parameters, options.batch, options.time);
  const loss = crossEntropy(builder, logits, targets);
  const raw = gradients(builder, loss, [...parameters.values()]);
  const { norm, clipped } = clipByGlobalNorm(builder, raw, options.clipNorm);
  const learningRate = builder.input("rate", "float", []);
  const firstCorrection = builder.input("correction1", "float", []);
  const secondCorrection = builder.input("correction2", "float", []);
  const muonRate = options.muon ? builder.input("rate.muon", "float", []) : learningRate;
  builder.output("loss", loss);
  builder.output("norm", norm);
  specs.forEach((spec, index) => {
    const parameter = parameters.get(spec.name) as Tensor;
    const gradient = clipped[index] as Tensor;
    const firstMoment = builder.input(`first.${spec.name}`, "float", spec.shape);
    if (options.muon && isMuon(spec, true)) {
      const inputs = { parameter, gradient, momentum: firstMoment, learningRate: muonRate };
      const next = muon(builder, inputs, options.muon);
      builder.output(`new.${spec.name}`, next.parameter);
      builder.output(`new.first.${spec.name}`, next.momentum);
      return;
    }
    const secondMoment = builder.input(`second.${spec.name}`, "float", spec.shape);
    const decays = spec.role === "gain" ? { ...options.adamw, weightDecay: 0 } : options.adamw;
    const inputs = { parameter, gradient, firstMoment, secondMoment, learningRate, firstCorrection, secondCorrection };
    const next = adamw(builder, inputs, decays);
    builder.output(`new.${spec.name}`, next.parameter);
    builder.output(`new.first.${spec.name}`, next.firstMoment);
    builder.output(`new.second.${spec.name}`, next.secondMoment);
  });
  return builder.finish();
}

/** Loss and raw gradients without an optimiser: for gradient checks, and the payload of distributed training. */
export function buildGradientGraph(config: LanguageModelConfig, batch: number, time: number): Uint8Array {
  const builder = new GraphBuilder();
  const specs = parameterSpecs(config);
  const parameters = parameterInputs(builder, specs);
  const { logits, targets } = predictions(builder, config, parameters, batch, time);
  const loss = crossEntropy(builder, logits, targets);
  const raw = gradients(builder, loss, [...parameters.values()]);
  builder.output("loss", loss);
  specs.forEach((spec, index) => builder.output(`gradient.${spec.name}`, raw[index] as Tensor));
  return builder.finish();
}

/** log p (nat) of each target, for measuring a model: output "logprob" [batch · time, 1]. */
export function buildEvaluationGraph(config: LanguageModelConfig, batch: number, time: number): Uint8Array {
  const builder = new GraphBuilder();
  const parameters = parameterInputs(builder, parameterSpecs(config));
  const { logits, targets } = builder.withoutTape(() => predictions(builder, config, parameters, batch, time));
  builder.output("logprob", targetLogProbabilities(builder, logits, targets));
  return builder.finish();
}
