// Bits per byte of a language model on text it has not seen: sliding windows, each token judged once with at least half a
// window of context. Unit: bits per UTF-8 byte.

import { openSession } from "../../engine/onnx/loadOnnxRuntime.js";
import type { BytePairTokeniser } from "../../engine/tokeniser/bytePairTokeniser.js";
import { buildEvaluationGraph, type LanguageModelConfig } from "../../graph/index.js";
import type { StoredTensor } from "../../models/safetensors.js";
import { endToken } from "../data/tokenStreams.js";

interface Window {
  readonly ids: readonly number[];
  /** Positions before this one have been judged by the window before. */
  readonly from: number;
}

const batch = 4;

/** Cuts [end, text…] into windows that overlap by half. */
function windowsOf(ids: readonly number[], time: number): Window[] {
  const windows: Window[] = [];
  const hop = time / 2;
  for (let start = 0; start === 0 || start + hop < ids.length - 1; start += hop) {
    windows.push({ ids: ids.slice(start, start + time + 1), from: start === 0 ? 0 : hop });
  }
  return windows;
}

/** The sum of −log2 p over all texts, divided by their bytes. `windowLimit` measures only the first windows (quick look). */
export async function bitsPerByte(
  config: LanguageModelConfig,
  weights: ReadonlyMap<string, StoredTensor>,
  tokeniser: BytePairTokeniser,
  texts: readonly string[],
  windowLimit = Number.POSITIVE_INFINITY,
): Promise<{ bitsPerByte: number; bytes: number; tokens: number }> {
  const time = config.contextTokens;
  const end = tokeniser.specials.get(endToken) as number;
  const windows = texts.flatMap((text) => windowsOf([end, ...tokeniser.encode(text)], time));
  const { ort, session } = await openSession(buildEvaluationGraph(config, batch, time));
  const fixed = Object.fromEntries(
    [...weights].map(([name, tensor]) => [name, new ort.Tensor("float32", tensor.data, tensor.shape)]),
  );
  let nats = 0;
  let bytes = 0;
  let tokens = 0;
  const limited = windows.slice(0, Math.min(windows.length, windowLimit));
  for (let first = 0; first < limited.length; first += batch) {
    const group = limited.slice(first, first + batch);
    const ids = new BigInt64Array(batch * time);
    const targets = new BigInt64Array(batch * time);
    group.forEach((window, row) => {
      for (let column = 0; column + 1 < window.ids.length; column += 1) {
        ids[row * time + column] = BigInt(window.ids[column] as number);
        targets[row * time + column] = BigInt(window.ids[column + 1] as number);
      }
    });
    const shape = [batch * time];
    const feeds = {
      ...fixed,
      ids: new ort.Tensor("int64", ids, shape),
      targets: new ort.Tensor("int64", targets, shape),
    };
    const logprob = (await session.run(feeds))["logprob"]?.data as Float32Array;
    group.forEach((window, row) => {
      for (let column = window.from; column + 1 < window.ids.length; column += 1) {
        nats -= logprob[row * time + column] as number;
        bytes += tokeniser.bytes(window.ids[column + 1] as number).length;
        tokens += 1;
      }
    });
  }
  await session.release();
  return { bitsPerByte: nats / Math.LN2 / bytes, bytes, tokens };
}
