// Knowledge: who made a famous work.
import { answers } from "../checker.js";
import { ask, type TaskFamily } from "../task.js";

const WORKS: readonly (readonly [question: string, name: string])[] = [
  ["Who wrote Romeo and Juliet?", "shakespeare"],
  ["Who wrote the play Hamlet?", "shakespeare"],
  ["Who wrote Pride and Prejudice?", "austen"],
  ["Who wrote Oliver Twist?", "dickens"],
  ["Who wrote A Christmas Carol?", "dickens"],
  ["Who wrote War and Peace?", "tolstoy"],
  ["Who wrote The Odyssey?", "homer"],
  ["Who wrote Don Quixote?", "cervantes"],
  ["Who wrote The Divine Comedy?", "dante"],
  ["Who wrote Frankenstein?", "shelley"],
  ["Who wrote Crime and Punishment?", "dostoevsky"],
  ["Who wrote Animal Farm?", "orwell"],
  ["Who wrote The Adventures of Tom Sawyer?", "twain"],
  ["Who wrote Alice's Adventures in Wonderland?", "carroll"],
  ["Who wrote The Republic, the dialogue about justice?", "plato"],
  ["Who painted the Mona Lisa?", "vinci"],
  ["Who painted The Starry Night?", "gogh"],
  ["Who painted the ceiling of the Sistine Chapel?", "michelangelo"],
  ["Who painted Guernica?", "picasso"],
  ["Who discovered penicillin?", "fleming"],
  ["Who developed the theory of relativity?", "einstein"],
  ["Who wrote On the Origin of Species?", "darwin"],
  ["Who discovered the law of gravity?", "newton"],
  ["Who invented the telephone?", "bell"],
  ["Who composed the opera The Magic Flute?", "mozart"],
  ["Who composed the Moonlight Sonata?", "beethoven"],
  ["Who was the first person to walk on the moon?", "armstrong"],
  ["Who was the first president of the United States?", "washington"],
  ["Who discovered radium together with her husband Pierre?", "curie"],
];

export const authors: TaskFamily = {
  name: "authors",
  generate(rng) {
    const [question, name] = rng.pick(WORKS);
    const rivals = [...new Set(WORKS.map(([, other]) => other))].filter((other) => other !== name);
    const messages = ask(question);
    return { family: "authors", messages, check: (answer) => answers(answer, { right: [name], rivals }) };
  },
};
