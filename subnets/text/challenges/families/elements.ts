// Knowledge: chemical symbols.
import { answers, wellFormed } from "../checker.js";
import { ask, type TaskFamily } from "../task.js";

const SYMBOLS: readonly (readonly [element: string, symbol: string])[] = [
  ["iron", "Fe"],
  ["gold", "Au"],
  ["silver", "Ag"],
  ["copper", "Cu"],
  ["oxygen", "O"],
  ["hydrogen", "H"],
  ["carbon", "C"],
  ["nitrogen", "N"],
  ["sodium", "Na"],
  ["potassium", "K"],
  ["calcium", "Ca"],
  ["lead", "Pb"],
  ["tin", "Sn"],
  ["zinc", "Zn"],
  ["mercury", "Hg"],
  ["helium", "He"],
  ["neon", "Ne"],
  ["chlorine", "Cl"],
  ["aluminium", "Al"],
  ["silicon", "Si"],
  ["sulphur", "S"],
  ["phosphorus", "P"],
  ["magnesium", "Mg"],
  ["nickel", "Ni"],
  ["platinum", "Pt"],
  ["uranium", "U"],
];

export const elements: TaskFamily = {
  name: "elements",
  generate(rng) {
    const [element, symbol] = rng.pick(SYMBOLS);
    const rivals = SYMBOLS.map(([, other]) => other).filter((other) => other !== symbol && other.length > 1);
    const messages = ask(
      rng.pick([`What is the chemical symbol for ${element}?`, `What is the chemical symbol of ${element}?`]),
    );
    return {
      family: "elements",
      messages,
      // Symbols are told from words ("He", "In") by their capitals, so this family compares them as they are written.
      check: (answer) => {
        const words: string[] = answer.match(/[A-Za-z]+/g) ?? [];
        return (
          wellFormed(answer) &&
          words.includes(symbol) &&
          !rivals.some((rival) => rival !== "He" && words.includes(rival)) &&
          (symbol !== "He" || answers(answer, { right: ["symbol", "he"], rivals: [] }))
        );
      },
    };
  },
};
