// Weights and tokeniser of one of our own models, each checked against its hash before use.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ModelManifest, readManifest } from "./manifest.js";
import { readSafetensors, type StoredTensor } from "./safetensors.js";

export interface OwnModel {
  readonly manifest: ModelManifest;
  readonly weights: ReadonlyMap<string, StoredTensor>;
  /** Text of the tokeniser's JSON file. */
  readonly tokeniserJson: string;
}

function readChecked(path: string, sha256: string): Buffer {
  if (!existsSync(path)) throw new Error(`model file is missing: ${path}`);
  const bytes = readFileSync(path);
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (actual !== sha256)
    throw new Error(`${path} has sha256 ${actual}, expected ${sha256}; refusing to serve changed weights`);
  return bytes;
}

/** Throws naming the file that is missing or changed. The very bytes that were hashed are the ones used. */
export function loadOwnModel(folder: string): OwnModel {
  const manifest = readManifest(folder);
  const { tensors } = readSafetensors(readChecked(join(folder, manifest.weights), manifest.sha256));
  const tokeniserJson = readChecked(join(folder, manifest.tokeniser.file), manifest.tokeniser.sha256).toString("utf8");
  return { manifest, weights: tensors, tokeniserJson };
}
