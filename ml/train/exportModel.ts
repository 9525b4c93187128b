// Writes a checkpoint's weights as a model that can be shipped: half precision, hashed, described by model.json.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plexusTemplate } from "../engine/prompt/chatTemplate.js";
import { parameterCount, parameterSpecs } from "../graph/index.js";
import { type ModelManifest, manifestSchema } from "../models/manifest.js";
import { type StoredTensor, writeSafetensors } from "../models/safetensors.js";
import type { Checkpoint } from "./loop/checkpoint.js";
import type { Recipe } from "./loop/recipe.js";

const weightsFile = "model.safetensors";
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** `date`: of the training, YYYY-MM-DD. Returns what model.json says. */
export function exportModel(
  recipe: Recipe,
  checkpoint: Checkpoint,
  tokeniserPath: string,
  folder: string,
  date: string,
): ModelManifest {
  const tensors = new Map(
    parameterSpecs(recipe.config).map((spec) => {
      const tensor = checkpoint.tensors.get(spec.name);
      if (!tensor) throw new Error(`the checkpoint lacks "${spec.name}"`);
      return [spec.name, tensor] as [string, StoredTensor];
    }),
  );
  const bytes = writeSafetensors(tensors, "F16", { model: recipe.name });
  const { step, tokens, cpuSeconds } = checkpoint.counters;
  const manifest: ModelManifest = {
    name: recipe.name,
    weights: weightsFile,
    sha256: hash(bytes),
    bytes: bytes.length,
    tokeniser: { file: "../tokeniser.json", sha256: hash(readFileSync(tokeniserPath)) },
    chatTemplate: plexusTemplate.name as ModelManifest["chatTemplate"],
    parameters: parameterCount(recipe.config),
    config: recipe.config,
    training: { steps: step, tokens, cpuSeconds: Math.round(cpuSeconds), seed: recipe.seed, date },
  };
  manifestSchema.parse(manifest);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, weightsFile), bytes);
  writeFileSync(join(folder, "model.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
