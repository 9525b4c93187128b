// Instruction: bring words into a given form.
import { wordsOf } from "../checker.js";
import { LEXICON } from "../prose/lexicon.js";
import { ask, type TaskFamily } from "../task.js";

const KINDS = [
  ["animals", "animal"],
  ["pieces of clothing", "clothing"],
  ["drinks", "drink"],
  ["musical instruments", "instrument"],
  ["foods", "food"],
] as const;

export const format: TaskFamily = {
  name: "format",
  generate(rng) {
    const [name, slot] = rng.pick(KINDS);
    const words = rng.sample(LEXICON[slot] ?? [], 3);
    const messages = ask(
      rng.pick([
        `Make a numbered list of these ${name}: ${words.join(", ")}`,
        `Write a numbered list of these ${name}: ${words.join(", ")}.`,
      ]),
    );
    const check = (answer: string) =>
      wordsOf(answer).length <= 40 &&
      words.every((word, at) => new RegExp(`(^|\\n)\\s*${at + 1}[.)]\\s*\\**["']?${word}\\b`, "i").test(answer));
    return { family: "format", messages, check };
  },
};
