// Knowledge: small sums in a story of two sentences.
import { wellFormed } from "../checker.js";
import { LEXICON } from "../prose/lexicon.js";
import { ask, type TaskFamily } from "../task.js";

const NUMBER_WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];

export const arithmetic: TaskFamily = {
  name: "arithmetic",
  generate(rng) {
    const b = 2 + rng.below(4);
    const a = b + 1 + rng.below(8);
    const man = rng.pick(LEXICON["man"] ?? []);
    const woman = rng.pick(LEXICON["woman"] ?? []);
    const fruit = rng.pick(["pears", "plums", "walnuts", "lemons", "cherries"]);
    const [question, result] = rng.pick([
      [`${man} has ${a} ${fruit}. ${woman} gives him ${b} more. How many ${fruit} does ${man} have?`, a + b],
      [`${woman} had ${a} ${fruit} and ate ${b} of them. How many ${fruit} does ${woman} have now?`, a - b],
    ] as const);
    const messages = ask(question);
    return {
      family: "arithmetic",
      messages,
      // The first number that the question did not name is taken as the answer; a bare number may be any.
      check: (answer) => {
        const numbers = numbersIn(answer);
        const own = numbers.find((n) => n !== a && n !== b) ?? numbers.at(-1);
        return wellFormed(answer) && own === result && (numbers.length === 1 || (result !== a && result !== b));
      },
    };
  },
};

function numbersIn(answer: string): number[] {
  const found = answer.toLowerCase().match(/[0-9]+|[a-z]+/g) ?? [];
  return found.flatMap((word) => {
    if (/^[0-9]/.test(word)) return [Number(word)];
    const index = NUMBER_WORDS.indexOf(word);
    return index > 1 ? [index] : [];
  });
}
