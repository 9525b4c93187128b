// Instruction: one sentence of one's own with two given words in it.
import { mentions, wellFormed, wordsOf } from "../checker.js";
import { LEXICON } from "../prose/lexicon.js";
import { ask, type TaskFamily } from "../task.js";

export const write: TaskFamily = {
  name: "write",
  generate(rng) {
    const nouns = [...(LEXICON["animal"] ?? []), ...(LEXICON["tool"] ?? []), ...(LEXICON["building"] ?? [])].filter(
      (noun) => !/^[aeiou]/.test(noun),
    );
    const [first, second] = rng.sample(
      nouns.filter((noun) => !noun.includes(" ")),
      2,
    ) as [string, string];
    const messages = ask(
      rng.pick([
        `Write one sentence about a ${first} and a ${second}.`,
        `Write one short sentence that contains the words "${first}" and "${second}".`,
      ]),
    );
    return {
      family: "write",
      messages,
      check: (answer) => {
        const sentence = answer.trim().split(/(?<=[.!?])\s+/)[0] ?? "";
        return (
          wellFormed(answer, messages) &&
          mentions(answer, first) &&
          mentions(answer, second) &&
          wordsOf(sentence).length >= 6 &&
          !mentions(answer, `${first} and ${second}`) &&
          !mentions(answer, "words")
        );
      },
    };
  },
};
