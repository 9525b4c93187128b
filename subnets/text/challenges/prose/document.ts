// Prose that exists nowhere: a document is a genre, a cast and facts drawn from the validator's own seed (text-market.md §2,
// rule 2: text that anyone can look up must not decide pay).
import type { Rng } from "../../../kit/random.js";
import { expand, type Facts } from "./expand.js";
import { ADDRESS } from "./genres/address.js";
import { ESSAY } from "./genres/essay.js";
import { GUIDE } from "./genres/guide.js";
import { JOURNEY } from "./genres/journey.js";
import { LETTER } from "./genres/letter.js";
import { NATURE } from "./genres/nature.js";
import { PARABLE } from "./genres/parable.js";
import { REPORT } from "./genres/report.js";
import { TALE } from "./genres/tale.js";
import { VOYAGE } from "./genres/voyage.js";
import { LEXICON } from "./lexicon.js";

export const GENRES = {
  tale: TALE,
  report: REPORT,
  guide: GUIDE,
  letter: LETTER,
  nature: NATURE,
  journey: JOURNEY,
  address: ADDRESS,
  parable: PARABLE,
  voyage: VOYAGE,
  essay: ESSAY,
} as const;
export type Genre = keyof typeof GENRES;

/** About 600 to 1,400 bytes of plain English in one paragraph. */
export function writeDocument(
  rng: Rng,
  genre: Genre = rng.pick(Object.keys(GENRES) as Genre[]),
  facts: Facts = cast(rng),
): string {
  const sentences = GENRES[genre].flatMap((stage, at) => rng.sample(stage, at === 0 ? 1 : 2 + rng.below(2)));
  return sentences.map((sentence) => expand(sentence, facts, rng)).join(" ");
}

/** Who and where: facts that stay the same through a document, so that a reader who remembers them has it easier. */
export function cast(rng: Rng): Facts {
  const heroIsWoman = rng.below(2) === 0;
  const friendIsWoman = rng.below(2) === 0;
  const women = rng.sample(LEXICON["woman"] ?? [], 2);
  const men = rng.sample(LEXICON["man"] ?? [], 2);
  return new Map([
    ["hero", (heroIsWoman ? women[0] : men[0]) as string],
    ["they", heroIsWoman ? "she" : "he"],
    ["them", heroIsWoman ? "her" : "him"],
    ["their", heroIsWoman ? "her" : "his"],
    ["friend", (friendIsWoman ? women[1] : men[1]) as string],
    ["friendtheir", friendIsWoman ? "her" : "his"],
    ["town", rng.pick(LEXICON["town"] ?? [])],
  ]);
}
