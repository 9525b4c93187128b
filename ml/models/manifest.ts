// What a shipped model's folder says about itself (model.json) and where the shipped folder is.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  name: z.string(),
  /** File beside model.json. */
  weights: z.string().regex(/^[\w.-]+$/),
  sha256,
  bytes: z.int(),
  tokeniser: z.strictObject({ file: z.string().regex(/^(\.\.\/)?[\w.-]+$/), sha256 }),
  chatTemplate: z.literal("plexus-chat/1"),
  parameters: z.int(),
  config: z.strictObject({
    vocabularySize: z.int(),
    width: z.int(),
    layers: z.int(),
    heads: z.int(),
    hidden: z.int(),
    contextTokens: z.int(),
    ropeBase: z.number(),
  }),
  /** How the weights came about; measured figures are in the folder's README.md. */
  training: z.strictObject({
    steps: z.int(),
    tokens: z.int(),
    cpuSeconds: z.number(),
    seed: z.int(),
    date: z.string(),
  }),
});

export type ModelManifest = z.infer<typeof manifestSchema>;

/** Throws naming the file where it is missing or does not fit the schema. */
export function readManifest(folder: string): ModelManifest {
  const path = join(folder, "model.json");
  if (!existsSync(path)) throw new Error(`no model in ${folder}: model.json is missing`);
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success)
    throw new Error(`${path}: ${parsed.error.issues[0]?.path.join(".")} ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

/**
 * Folder of the committed models: PLEXUS_MODELS, else beside this file, else ml/models above a bundle, else under the
 * working directory.
 */
export function shippedModelsFolder(): string {
  const named = process.env["PLEXUS_MODELS"];
  if (named) return resolve(named);
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [here, join(here, "../ml/models"), join(here, "ml/models"), resolve("ml/models")];
  const found = places.find((place) => existsSync(join(place, "tokeniser.json")));
  if (!found) throw new Error(`the shipped models were not found in ${places.join(", ")}; set PLEXUS_MODELS`);
  return found;
}
