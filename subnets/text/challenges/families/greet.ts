// Instruction: a short message to somebody about something.
import { mentions, wellFormed, wordsOf } from "../checker.js";
import { LEXICON } from "../prose/lexicon.js";
import { ask, type TaskFamily } from "../task.js";

const OCCASIONS = [
  ["thank her for", "the", ["thank", "thanks", "grateful", "appreciate"]],
  ["say sorry about", "the broken", ["sorry", "apologise", "apologize", "apologies", "regret"]],
  ["ask her for", "the", ["please", "could", "can", "would", "may", "like", "need", "looking"]],
] as const;

export const greet: TaskFamily = {
  name: "greet",
  generate(rng) {
    const name = rng.pick(LEXICON["woman"] ?? []);
    const thing = rng.pick((LEXICON["thing"] ?? []).filter((noun) => !noun.includes(" ")));
    const [order, article, signs] = rng.pick(OCCASIONS);
    const messages = ask(
      rng.pick([
        `Write a message of one line to ${name} to ${order} ${article} ${thing}.`,
        `Write a short message to ${name} to ${order} ${article} ${thing}.`,
      ]),
    );
    return {
      family: "greet",
      messages,
      check: (answer) =>
        wellFormed(answer, messages) &&
        mentions(answer, name) &&
        mentions(answer, thing) &&
        signs.some((sign) => mentions(answer, sign)) &&
        wordsOf(answer).length >= 5 &&
        !mentions(answer, "message"),
    };
  },
};
