// Loads the tokeniser (or learns it once) and encodes the training text.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BytePairTokeniser, type TokeniserFile } from "../engine/tokeniser/bytePairTokeniser.js";
import { trainTokeniser } from "../engine/tokeniser/trainTokeniser.js";
import { generateCorpus } from "./corpus/generateCorpus.js";
import { type Split, splitDocuments } from "./data/heldOutSplit.js";
import { proseDocuments } from "./data/proseSources.js";
import { specialTokens } from "./data/tokenStreams.js";
import { modelsFolder } from "./loop/recipe.js";

export const tokeniserPath = join(modelsFolder, "tokeniser.json");
const mergeCount = 2_044;
const tokeniserSeed = 1;
const sampleCharacters = 1_000_000;

export function loadSplit(): Split {
  return splitDocuments(proseDocuments());
}

/** Merges come from the training prose, with a megabyte each of glosses and synthetic text. */
export function loadTokeniser(split: () => Split): BytePairTokeniser {
  if (!existsSync(tokeniserPath)) {
    const texts = split().training.map((document) =>
      document.source === "wordnet" ? document.text.slice(0, sampleCharacters / 4) : document.text,
    );
    const synthetic = generateCorpus(tokeniserSeed, sampleCharacters).replace(/<\|\w+\|>/g, "\n");
    const file = trainTokeniser([...texts, synthetic], mergeCount, specialTokens);
    writeFileSync(tokeniserPath, `${JSON.stringify(file, null, 0)}\n`);
  }
  return new BytePairTokeniser(JSON.parse(readFileSync(tokeniserPath, "utf8")) as TokeniserFile);
}
