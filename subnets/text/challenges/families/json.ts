// Instruction: turn a sentence into a JSON object with given keys.
import { LEXICON } from "../prose/lexicon.js";
import { ask, type TaskFamily } from "../task.js";

const KEYS = [
  ["name", "age", (name: string, n: number) => `${name} is ${n} years old.`],
  ["guest", "room", (name: string, n: number) => `${name} is staying in room ${n}.`],
  ["player", "points", (name: string, n: number) => `${name} has scored ${n} points.`],
  ["driver", "bus", (name: string, n: number) => `${name} drives bus number ${n}.`],
] as const;

export const json: TaskFamily = {
  name: "json",
  generate(rng) {
    const [who, count, sentence] = rng.pick(KEYS);
    const name = rng.pick([...(LEXICON["woman"] ?? []), ...(LEXICON["man"] ?? [])]);
    const value = 12 + rng.below(80);
    const order = rng.pick([
      `Give me a JSON object with the keys "${who}" and "${count}" for this sentence: ${sentence(name, value)}`,
      `Give me a JSON object with "${who}" and "${count}" for this sentence: ${sentence(name, value)}`,
    ]);
    return { family: "json", messages: ask(order), check: (answer) => holds(answer, { [who]: name, [count]: value }) };
  },
};

function holds(answer: string, expected: Record<string, string | number>): boolean {
  const text = /\{[^{}]*\}/.exec(answer)?.[0];
  if (text === undefined) return false;
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return Object.entries(expected).every(
      ([key, wanted]) => String(value[key]).toLowerCase() === String(wanted).toLowerCase(),
    );
  } catch {
    return false;
  }
}
