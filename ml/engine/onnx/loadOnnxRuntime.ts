// ONNX Runtime, native where the optional package is there, else its wasm build (about four times slower).
// PLEXUS_ONNX=wasm forces the second. Spec: shared/spec/ml.md §0, §1.

import type * as Common from "onnxruntime-web";

export type OnnxRuntime = typeof Common;
export type OnnxSession = Common.InferenceSession;

interface LoadedRuntime {
  readonly ort: OnnxRuntime;
  readonly kind: "native" | "wasm";
}

let loading: Promise<LoadedRuntime> | null = null;

/** Loads once per process. Throws with both reasons if neither build can be loaded. */
export function loadOnnxRuntime(): Promise<LoadedRuntime> {
  loading ??= load();
  return loading;
}

async function load(): Promise<LoadedRuntime> {
  let nativeReason = "PLEXUS_ONNX=wasm";
  if (process.env["PLEXUS_ONNX"] !== "wasm") {
    try {
      const native = (await import("onnxruntime-node")) as unknown as OnnxRuntime & { default?: OnnxRuntime };
      return { ort: native.default ?? native, kind: "native" };
    } catch (error) {
      nativeReason = (error as Error).message;
    }
  }
  try {
    const web = (await import("onnxruntime-web")) as unknown as OnnxRuntime & { default?: OnnxRuntime };
    const ort = web.default ?? web;
    ort.env.wasm.numThreads = 1;
    return { ort, kind: "wasm" };
  } catch (error) {
    throw new Error(`no ONNX Runtime: native (${nativeReason}), wasm (${(error as Error).message})`, { cause: error });
  }
}

/** A session with one thread: several models share a machine, and spinning threads would starve them (ml.md §4.1). */
export async function openSession(model: Uint8Array): Promise<{ ort: OnnxRuntime; session: OnnxSession }> {
  const { ort, kind } = await loadOnnxRuntime();
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [kind === "native" ? "cpu" : "wasm"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  });
  return { ort, session };
}
