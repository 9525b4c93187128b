// npm run export:text -- --model tiny [--dir FOLDER]: turns the newest checkpoint into the shipped model.

import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { exportModel } from "./exportModel.js";
import { readCheckpoint } from "./loop/checkpoint.js";
import { modelsFolder, readRecipe } from "./loop/recipe.js";
import { tokeniserPath } from "./prepareData.js";

const { values } = parseArgs({
  options: { model: { type: "string", default: "tiny" }, dir: { type: "string", default: ".plexus/train" } },
});
const recipe = readRecipe(values.model);
const path = join(values.dir, `${recipe.name}.checkpoint`);
const checkpoint = readCheckpoint(path);
if (!checkpoint) throw new Error(`no checkpoint at ${path}`);
const date = statSync(path).mtime.toISOString().slice(0, 10);
const manifest = exportModel(recipe, checkpoint, tokeniserPath, join(modelsFolder, recipe.name), date);
console.log(
  `${manifest.name}: step ${manifest.training.steps}, ${manifest.training.tokens} tokens, ${manifest.bytes} bytes`,
);
console.log(`sha256 ${manifest.sha256}`);
