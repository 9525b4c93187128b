// A small sentence grammar: "[this|that]" picks one, "{slot}" takes a bound fact of the document or draws from the lexicon,
// "{slot.2}" draws once and is then a fact as well. "a {…}" becomes "an" where the sound asks for it.
import type { Rng } from "../../../kit/random.js";
import { LEXICON } from "./lexicon.js";

export type Facts = Map<string, string>;

export function expand(template: string, facts: Facts, rng: Rng): string {
  const chosen = choose(template, rng);
  const filled = chosen.replace(/\{([a-z]+)(\.[0-9])?\}/g, (_, slot: string, index: string | undefined) => {
    const bound = facts.get(slot + (index ?? ""));
    if (bound !== undefined) return bound;
    const words = LEXICON[slot];
    if (words === undefined) throw new Error(`unknown slot {${slot}} in: ${template}`);
    const taken = new Set(facts.values());
    const free = words.filter((word) => !taken.has(word));
    const word = rng.pick(free.length > 0 ? free : words);
    if (index !== undefined) facts.set(slot + index, word);
    return word;
  });
  return capitalise(filled.replace(/\b([Aa]) (?=[aeio]|u[mnpr](?!i))/g, "$1n "));
}

/** Innermost brackets first, so that choices may nest. */
function choose(template: string, rng: Rng): string {
  let text = template;
  for (let round = 0; text.includes("["); round++) {
    if (round > 8) throw new Error(`unbalanced brackets: ${template}`);
    text = text.replace(/\[([^[\]]*)\]/g, (_, inside: string) => rng.pick(inside.split("|")));
  }
  return text
    .replace(/ {2,}/g, " ")
    .replace(/ ([,.])/g, "$1")
    .trim();
}

function capitalise(text: string): string {
  return text.replace(/(^"?|[.!?]"? "?)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
