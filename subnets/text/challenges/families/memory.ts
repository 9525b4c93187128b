// Reading over turns: a fact told earlier in a conversation is asked for later.
import { answers } from "../checker.js";
import { LEXICON } from "../prose/lexicon.js";
import type { TaskFamily } from "../task.js";

export const memory: TaskFamily = {
  name: "memory",
  generate(rng) {
    const [colour, rival] = rng.sample(LEXICON["colour"] ?? [], 2) as [string, string];
    const [town, elsewhere] = rng.sample(LEXICON["town"] ?? [], 2) as [string, string];
    const [vehicle, other] = rng.sample(["car", "boat", "bicycle", "tractor", "lorry"], 2) as [string, string];
    const [fact, question, right, wrong] = rng.pick([
      [`I have a ${rival} ${other} and a ${colour} ${vehicle}.`, `What is the colour of my ${vehicle}?`, colour, rival],
      [`I have a ${colour} ${vehicle} and a ${rival} ${other}.`, `What is the colour of my ${vehicle}?`, colour, rival],
      [
        `Yesterday I moved from ${elsewhere} to ${town}.`,
        "What is the name of the town where I live now?",
        town,
        elsewhere,
      ],
      [
        `I live in ${town}, but I was born in ${elsewhere}.`,
        "What is the name of the town where I live now?",
        town,
        elsewhere,
      ],
    ] as const);
    const messages = [
      { role: "user" as const, content: fact },
      {
        role: "assistant" as const,
        content: rng.pick(["How wonderful!", "I see. Please go on.", "That sounds good."]),
      },
      { role: "user" as const, content: question },
    ];
    return {
      family: "memory",
      messages,
      check: (answer) => answers(answer, { right: [right], rivals: [wrong] }, messages),
    };
  },
};
