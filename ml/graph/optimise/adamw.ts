// AdamW as graph nodes: one parameter, its two moments in and out. Bias corrections and the learning rate are inputs,
// so one graph serves the whole run. Method: Loshchilov and Hutter 2019 (decoupled weight decay).

import type { GraphBuilder, Tensor } from "../graphBuilder.js";
import { add, multiply, scale, subtract } from "../ops/elementwise.js";

export interface AdamwSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Fraction of the parameter removed per step, per unit of learning rate. */
  readonly weightDecay: number;
}

export interface AdamwInputs {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
  readonly learningRate: Tensor;
  /** 1 / (1 − beta1^step) and 1 / (1 − beta2^step). */
  readonly firstCorrection: Tensor;
  readonly secondCorrection: Tensor;
}

export function adamw(builder: GraphBuilder, inputs: AdamwInputs, settings: AdamwSettings) {
  const { parameter, gradient, learningRate } = inputs;
  return builder.withoutTape(() => {
    const firstMoment = decay(builder, inputs.firstMoment, gradient, settings.beta1);
    const square = multiply(builder, gradient, gradient);
    const secondMoment = decay(builder, inputs.secondMoment, square, settings.beta2);
    const root = builder.node("Sqrt", [multiply(builder, secondMoment, inputs.secondCorrection)], parameter.shape);
    const denominator = add(builder, root, builder.scalar(settings.epsilon));
    const rate = multiply(builder, learningRate, inputs.firstCorrection);
    const ratio = builder.node("Div", [firstMoment, denominator], parameter.shape);
    const step = multiply(builder, ratio, rate);
    const kept =
      settings.weightDecay === 0 ? parameter : shrink(builder, parameter, learningRate, settings.weightDecay);
    return { parameter: subtract(builder, kept, step), firstMoment, secondMoment };
  });
}

/** beta · before + (1 − beta) · now. */
function decay(builder: GraphBuilder, before: Tensor, now: Tensor, beta: number): Tensor {
  return add(builder, scale(builder, before, beta), scale(builder, now, 1 - beta));
}

/** Weight decay apart from the gradient: parameter · (1 − rate · amount). */
export function shrink(builder: GraphBuilder, parameter: Tensor, learningRate: Tensor, amount: number): Tensor {
  const factor = subtract(builder, builder.scalar(1), scale(builder, learningRate, amount));
  return multiply(builder, parameter, factor);
}
