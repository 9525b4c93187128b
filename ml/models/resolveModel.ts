// From a name or a path to verified weights on disk.

import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { sha256OfFile, verifyFile } from "./hashFile.js";
import { readManifest, shippedModelsFolder } from "./manifest.js";
import { cachedPath } from "./pullModel.js";
import { publicModels, shippedModels } from "./registry.js";

export interface ResolvedModel {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: "gguf" | "safetensors";
  readonly contextTokens: number;
}

export interface ListedModel {
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly present: boolean;
}

const defaultGgufContextTokens = 2_048;

/**
 * Checks the weights' sha256 before it answers: every start reads them once. Throws where a model is unknown, not pulled
 * yet, missing, or changed. A path to somebody's own GGUF file is hashed instead, since nothing is promised about it.
 */
export async function resolveModel(nameOrPath: string): Promise<ResolvedModel> {
  const known = publicModels.find((model) => model.name === nameOrPath);
  if (known) {
    const path = cachedPath(known);
    if (!existsSync(path))
      throw new Error(`${known.name} is not in the cache (${path}); run: plexus model pull ${known.name}`);
    await verifyFile(path, known);
    const { name, sha256, bytes, format, contextTokens } = known;
    return { name, path, sha256, bytes, format, contextTokens };
  }
  if (shippedModels.includes(nameOrPath)) return resolveFolder(join(shippedModelsFolder(), nameOrPath));
  if (!existsSync(nameOrPath)) {
    const names = [...publicModels.map((model) => model.name), ...shippedModels].join(", ");
    throw new Error(`"${nameOrPath}" is neither a known model (${names}) nor a file`);
  }
  if (statSync(nameOrPath).isDirectory()) return resolveFolder(nameOrPath);
  if (nameOrPath.endsWith(".safetensors")) return resolveFolder(dirname(nameOrPath));
  if (!nameOrPath.endsWith(".gguf"))
    throw new Error(`${nameOrPath}: only .gguf files and folders with model.json can be served`);
  return {
    name: basename(nameOrPath, ".gguf").toLowerCase(),
    path: nameOrPath,
    sha256: await sha256OfFile(nameOrPath),
    bytes: statSync(nameOrPath).size,
    format: "gguf",
    contextTokens: defaultGgufContextTokens,
  };
}

async function resolveFolder(folder: string): Promise<ResolvedModel> {
  const { name, weights, sha256, bytes, config } = readManifest(folder);
  const path = join(folder, weights);
  await verifyFile(path, { sha256, bytes });
  return { name, path, sha256, bytes, format: "safetensors", contextTokens: config.contextTokens };
}

/** Every model known by name, and whether its weights are here. Does not hash them. */
export function listModels(): ListedModel[] {
  const own = shippedModels.map((name): ListedModel => {
    const folder = join(shippedModelsFolder(), name);
    const { sha256, bytes, weights, parameters } = readManifest(folder);
    const description = `our own, ${(parameters / 1e6).toFixed(1)} M parameters`;
    return { name, description, licence: "Apache-2.0", sha256, bytes, present: existsSync(join(folder, weights)) };
  });
  const pulled = publicModels.map((model): ListedModel => {
    const { name, description, licence, sha256, bytes } = model;
    return { name, description, licence, sha256, bytes, present: existsSync(cachedPath(model)) };
  });
  return [...pulled, ...own];
}
