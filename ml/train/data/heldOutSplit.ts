// The fixed split between what the model may learn from and the prose it is measured on: every 50th block of each prose
// source, and whole texts that it never sees a line of. Changing anything here makes old figures incomparable.

import type { Document } from "./proseSources.js";

export const heldOutTitles: readonly RegExp[] = [
  /^1862_abraham_lincoln/,
  /^2021_joseph_r_biden/,
  /^(Jonah|Ruth) \d+$/,
  /^chapter_42$/,
];
const blockCharacters = 2_000;
const heldOutEvery = 50;

export interface Split {
  readonly training: Document[];
  /** Blocks cut out of documents that are otherwise trained on. */
  readonly heldOutBlocks: Document[];
  /** Whole documents never trained on. */
  readonly heldOutTexts: Document[];
}

export function splitDocuments(documents: readonly Document[]): Split {
  const split: Split = { training: [], heldOutBlocks: [], heldOutTexts: [] };
  const counters = new Map<string, number>();
  for (const document of documents) {
    if (document.source === "wordnet") {
      split.training.push(document);
      continue;
    }
    if (heldOutTitles.some((title) => title.test(document.title))) {
      split.heldOutTexts.push(document);
      continue;
    }
    let run = "";
    for (const block of blocksOf(document.text)) {
      const index = (counters.get(document.source) ?? 0) + 1;
      counters.set(document.source, index);
      if (index % heldOutEvery === 0) {
        split.heldOutBlocks.push({ ...document, text: block.trim() });
        if (run.trim()) split.training.push({ ...document, text: run.trim() });
        run = "";
      } else run += block;
    }
    if (run.trim()) split.training.push({ ...document, text: run.trim() });
  }
  return split;
}

/** Cuts at the first sentence end after each 2,000 characters, so that no block begins inside a sentence. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = text.slice(start + blockCharacters).search(/[.!?;]["”’)]?\s/);
    const stop = end < 0 ? text.length : start + blockCharacters + end + 2;
    blocks.push(text.slice(start, stop));
    start = stop;
  }
  return blocks;
}
