// A recipe is everything that decides a training run: shape, data shares, optimiser, seed. It lies beside the weights.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const recipeSchema = z.strictObject({
  name: z.string(),
  seed: z.int(),
  config: z.strictObject({
    vocabularySize: z.int(),
    width: z.int(),
    layers: z.int(),
    heads: z.int(),
    hidden: z.int(),
    contextTokens: z.int(),
    ropeBase: z.number(),
  }),
  /** Shares of the tokens by source. */
  shares: z.record(z.string(), z.number()),
  tokensPerStep: z.int(),
  /** Sequence length for progress below `longFrom`, and after it. */
  shortTime: z.int(),
  longTime: z.int(),
  longFrom: z.number(),
  rate: z.number(),
  muonRate: z.number().nullable(),
  warmupSteps: z.int(),
  floor: z.number(),
  clipNorm: z.number(),
  weightDecay: z.number(),
});

export type Recipe = z.infer<typeof recipeSchema>;

export const modelsFolder = fileURLToPath(new URL("../../models/", import.meta.url));

/** Reads ml/models/plexus-<short name>/recipe.json; throws naming the field that is wrong. */
export function readRecipe(shortName: string): Recipe {
  if (!/^[a-z0-9-]+$/.test(shortName)) throw new Error(`"${shortName}" is not a model name`);
  const path = join(modelsFolder, `plexus-${shortName}`, "recipe.json");
  return recipeSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}
