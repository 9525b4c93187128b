// Knowledge: which of five words belongs to a kind?
import { answers } from "../checker.js";
import { LEXICON } from "../prose/lexicon.js";
import { ask, type TaskFamily } from "../task.js";

const KINDS = [
  ["an animal", "animal"],
  ["a drink", "drink"],
  ["a colour", "colour"],
  ["a month", "month"],
  ["a musical instrument", "instrument"],
  ["a kind of weather", "weather"],
  ["a vehicle", "vehicle"],
  ["something to eat", "food"],
  ["a piece of clothing", "clothing"],
  ["a part of the body", "body"],
] as const;

export const choose: TaskFamily = {
  name: "choose",
  generate(rng) {
    const kinds = rng.sample(KINDS, 5);
    const options = kinds.map(([, slot]) => rng.pick((LEXICON[slot] ?? []).filter((word) => !word.includes(" "))));
    const right = options[0] as string;
    const listed = rng.sample(options, options.length);
    const messages = ask(`Which of these is ${kinds[0]?.[0]}: ${listed.slice(0, -1).join(", ")} or ${listed.at(-1)}?`);
    return {
      family: "choose",
      messages,
      check: (answer) => answers(answer, { right: [right], rivals: options.slice(1) }, messages),
    };
  },
};
