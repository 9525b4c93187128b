// npm run eval:text -- [--model tiny] [--write]
// Measures the shipped weights again and compares with the figures of the model card; --write makes the card anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readManifest } from "../models/manifest.js";
import { type Measured, measureModel } from "./evaluate/measureModel.js";
import { modelCard } from "./evaluate/modelCard.js";
import { modelsFolder, readRecipe } from "./loop/recipe.js";
import { loadSplit } from "./prepareData.js";

/** Another processor may round otherwise; a figure further off than this is another model. */
const toleranceBitsPerByte = 0.002;

const { values } = parseArgs({
  options: { model: { type: "string", default: "tiny" }, write: { type: "boolean", default: false } },
});
const recipe = readRecipe(values.model);
const folder = join(modelsFolder, recipe.name);
const figuresPath = join(folder, "measured.json");
const measured = await measureModel(folder, loadSplit());
for (const [part, { bytes, model, trigram }] of Object.entries(measured.bitsPerByte)) {
  console.log(
    `${part.padEnd(26)} ${String(bytes).padStart(7)} bytes  ${recipe.name} ${model.toFixed(4)}  trigram ${trigram.toFixed(4)}`,
  );
}
for (const [question, answer] of Object.entries(measured.answers)) console.log(`${question}  ->  ${answer}`);
if (values.write) {
  writeFileSync(figuresPath, `${JSON.stringify(measured, null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), modelCard(recipe, readManifest(folder), measured));
  console.log(`wrote ${figuresPath} and the card`);
} else if (!existsSync(figuresPath)) {
  throw new Error(`${figuresPath} is missing; run with --write`);
} else {
  const carded = JSON.parse(readFileSync(figuresPath, "utf8")) as Measured;
  const off = Object.entries(carded.bitsPerByte).filter(
    ([part, figure]) =>
      !(Math.abs((measured.bitsPerByte[part]?.model ?? Number.NaN) - figure.model) <= toleranceBitsPerByte),
  );
  for (const [part, figure] of off) console.error(`the card says ${figure.model} for ${part}, measured otherwise`);
  if (off.length > 0) process.exitCode = 1;
  else console.log("the card's figures are reproduced");
}
