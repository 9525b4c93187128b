// Runs training steps: feeds batches and state into the step graph, takes the new state out. One thread.
// Spec: shared/spec/ml.md §2.

import { type OnnxRuntime, type OnnxSession, openSession } from "../../engine/onnx/loadOnnxRuntime.js";
import { buildTrainingGraph, cosineSchedule, parameterSpecs, stateNames } from "../../graph/index.js";
import type { StoredTensor } from "../../models/safetensors.js";
import type { Batch } from "../data/batchSampler.js";
import type { Recipe } from "./recipe.js";

export interface StepResult {
  /** nat per token on the batch, before the step. */
  readonly loss: number;
  /** Length of the gradient before clipping. */
  readonly norm: number;
}

type OrtTensor = InstanceType<OnnxRuntime["Tensor"]>;
const beta1 = 0.9;
const beta2 = 0.95;
const muonMomentum = 0.95;

export class Trainer {
  private readonly recipe: Recipe;
  private readonly shapes = new Map<string, readonly number[]>();
  private readonly opened = new Map<number, Promise<{ ort: OnnxRuntime; session: OnnxSession }>>();
  private state = new Map<string, OrtTensor>();
  private initial: ReadonlyMap<string, StoredTensor>;

  /** `tensors`: parameters, and the optimiser's state where a run is resumed (else it starts at zero). */
  constructor(recipe: Recipe, tensors: ReadonlyMap<string, StoredTensor>) {
    this.recipe = recipe;
    this.initial = tensors;
    for (const spec of parameterSpecs(recipe.config)) {
      for (const name of [spec.name, ...stateNames(spec, recipe.muonRate !== null)]) this.shapes.set(name, spec.shape);
    }
  }

  async step(batch: Batch, time: number, stepNumber: number, progress: number): Promise<StepResult> {
    const { ort, session } = await this.sessionFor(time);
    const factor = cosineSchedule(stepNumber, progress, this.recipe);
    const scalar = (value: number) => new ort.Tensor("float32", Float32Array.of(value), []);
    const feeds: Record<string, OrtTensor> = {
      ids: new ort.Tensor("int64", batch.ids, [batch.ids.length]),
      targets: new ort.Tensor("int64", batch.targets, [batch.targets.length]),
      rate: scalar(this.recipe.rate * factor),
      correction1: scalar(1 / (1 - beta1 ** stepNumber)),
      correction2: scalar(1 / (1 - beta2 ** stepNumber)),
    };
    if (this.recipe.muonRate !== null) feeds["rate.muon"] = scalar(this.recipe.muonRate * factor);
    for (const [name, tensor] of this.state) feeds[name] = tensor;
    const outputs = await session.run(feeds);
    const loss = Number((outputs["loss"] as OrtTensor).data[0]);
    if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss} at step ${stepNumber}; lower the rate`);
    for (const name of this.shapes.keys()) this.state.set(name, outputs[`new.${name}`] as OrtTensor);
    return { loss, norm: Number((outputs["norm"] as OrtTensor).data[0]) };
  }

  /** Copies of the parameters alone, or with the optimiser's state. */
  tensors(withState: boolean): Map<string, StoredTensor> {
    const names = withState ? [...this.shapes.keys()] : parameterSpecs(this.recipe.config).map((spec) => spec.name);
    return new Map(
      names.map((name) => {
        const shape = this.shapes.get(name) as readonly number[];
        const data = this.state.get(name)?.data as Float32Array | undefined;
        return [name, { shape, data: data ? data.slice() : this.initialData(name, shape) }];
      }),
    );
  }

  private initialData(name: string, shape: readonly number[]): Float32Array {
    const stored = this.initial.get(name);
    if (stored) return stored.data;
    if (!/^(first|second)\./.test(name)) throw new Error(`the checkpoint lacks "${name}"`);
    return new Float32Array(shape.reduce((product, size) => product * size, 1));
  }

  private async sessionFor(time: number) {
    const { recipe } = this;
    let opened = this.opened.get(time);
    if (!opened) {
      const graph = buildTrainingGraph(recipe.config, {
        batch: recipe.tokensPerStep / time,
        time,
        clipNorm: recipe.clipNorm,
        adamw: { beta1, beta2, epsilon: 1e-10, weightDecay: recipe.weightDecay },
        ...(recipe.muonRate === null ? {} : { muon: { momentum: muonMomentum, weightDecay: recipe.weightDecay } }),
      });
      opened = openSession(graph);
      this.opened.set(time, opened);
    }
    const ready = await opened;
    if (this.state.size === 0) {
      for (const [name, shape] of this.shapes) {
        this.state.set(name, new ready.ort.Tensor("float32", this.initialData(name, shape), shape));
      }
    }
    return ready;
  }
}
