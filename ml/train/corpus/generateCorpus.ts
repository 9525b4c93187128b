// Makes the synthetic half of the training text from the arrays beside this file: facts, stories, and chats in the format
// that the engine serves. The text depends on the seed alone.

import { SeededRandom } from "../../engine/seededRandom.js";
import { capitals, days, kinds, months, numberNames, opposites, statements } from "./facts.js";
import * as stories from "./stories.js";
import * as talk from "./talk.js";

type Slots = Readonly<Record<string, string>>;

const factLists: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  capital: capitals,
  opposite: opposites,
  kind: kinds,
  statement: statements,
};
/** Shares of the chats, in units of one in twenty. */
const chatKinds = [
  "capital",
  "capital",
  "fact",
  "fact",
  "fact",
  "sum",
  "sum",
  "sum",
  "sequence",
  "smallTalk",
  "story",
  "copying",
  "copying",
  "copying",
  "reading",
  "reading",
  "reading",
  "opinion",
  "memory",
  "memory",
] as const;

/** Fills {slots}; a slot without a value stays as it is, which the corpus test would catch. */
export function fill(template: string, slots: Slots): string {
  return template.replace(/\{([A-Za-z0-9 ]+)\}/g, (whole, name: string) => slots[name] ?? whole);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const withArticle = (word: string) =>
  /^(milk|tea|bread|cheese|iron|gold|copper|football|tennis|food|red|blue|green)$/.test(word)
    ? word
    : `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;

function pairSlots([a, b]: readonly [string, string]): Slots {
  return { a, b, A: capital(a), "an a": withArticle(a), "an b": withArticle(b), "An a": capital(withArticle(a)) };
}

function storySlots(random: SeededRandom): Slots {
  const name = random.pick(stories.names);
  const friend = random.pick(stories.names.filter((other) => other !== name));
  const animal = random.pick(stories.animals);
  const object = random.pick(stories.objects);
  return {
    name,
    friend,
    animal,
    object,
    animalCapital: capital(animal),
    objectCapital: capital(object),
    place: random.pick(stories.places),
    feeling: random.pick(stories.feelings),
    weather: random.pick(stories.weathers),
    time: random.pick(stories.times),
    day: random.pick(days),
    digit: String(random.below(90) + 2),
  };
}

function story(random: SeededRandom, slots = storySlots(random)): string {
  const varied = () => ({ ...slots, feeling: random.pick(stories.feelings) });
  const middles = Array.from({ length: 1 + random.below(4) }, () => fill(random.pick(stories.middles), varied()));
  return [fill(random.pick(stories.openings), slots), ...middles, fill(random.pick(stories.endings), varied())].join(
    " ",
  );
}

function sum(random: SeededRandom): [string, string] {
  const kind = random.below(4);
  const small = random.next() < 0.7;
  let x = random.below(small ? 12 : 100);
  let y = random.below(small ? 12 : 100);
  if (kind === 1 && y > x) [x, y] = [y, x];
  if (kind === 2) [x, y] = [random.below(11), random.below(11)];
  const [sign, z] = kind === 1 ? ["-", x - y] : kind === 2 ? ["*", x * y] : ["+", x + y];
  const spoken = { "+": "plus", "-": "minus", "*": "times" }[sign as "+" | "-" | "*"];
  const slots = { x: String(x), y: String(y), z: String(z), sign: random.next() < 0.5 ? spoken : (sign as string) };
  return [fill(random.pick(talk.sumQuestions), slots), fill(random.pick(talk.sumAnswers), slots)];
}

function sequence(random: SeededRandom): [string, string] {
  const day = random.below(7);
  const month = random.below(12);
  const digit = random.below(20);
  const slots: Slots = {
    day: days[day] as string,
    nextDay: days[(day + 1) % 7] as string,
    month: months[month] as string,
    nextMonth: months[(month + 1) % 12] as string,
    digit: String(digit),
    digitName: numberNames[digit] as string,
    digitPlus: String(digit + 1),
  };
  const [question, answer] = random.pick(talk.sequenceQuestions);
  return [fill(question, slots), fill(answer, slots)];
}

function fact(random: SeededRandom, kind: string): [string, string] {
  const slots = pairSlots(random.pick(factLists[kind] ?? capitals));
  const [question, answer] = random.pick(talk.factQuestions[kind] ?? []);
  return [fill(question, slots), fill(answer, slots)];
}

function copying(random: SeededRandom): [string, string] {
  const word = () => random.pick(kinds)[0];
  const slots = { w1: word(), w2: word(), w3: word() };
  const [question, answer] = random.pick(talk.copyingTasks);
  return [fill(question, slots), fill(answer, slots)];
}

function reading(random: SeededRandom): [string, string] {
  const [text, question, answer] = random.pick(talk.readingQuestions);
  const slots = storySlots(random);
  const filled = { text: fill(talk.readingTexts[text] as string, slots), question: fill(question, slots) };
  return [fill(random.pick(talk.readingOrders), filled), fill(answer, slots)];
}

function opinion(random: SeededRandom): [string, string] {
  const [text, verdict] = random.pick(talk.opinions);
  const [question, answer] = random.pick(talk.opinionQuestions);
  const slots = { opinion: text, verdict, pleased: verdict === "good" ? "Yes." : "No." };
  return [fill(question, slots), fill(answer, slots)];
}

function turns(random: SeededRandom): string[] {
  const kind = random.pick(chatKinds);
  if (kind === "capital") return fact(random, "capital");
  if (kind === "fact") return fact(random, random.pick(["opposite", "kind", "statement"]));
  if (kind === "sum") return sum(random);
  if (kind === "sequence") return sequence(random);
  if (kind === "smallTalk") return [...random.pick(talk.smallTalk)];
  if (kind === "story") {
    const slots = storySlots(random);
    return [fill(random.pick(talk.storyRequests), slots), story(random, slots)];
  }
  if (kind === "copying") return copying(random);
  if (kind === "reading") return reading(random);
  if (kind === "opinion") return opinion(random);
  const slots = storySlots(random);
  return random.pick(talk.memoryTalks).map((line) => fill(line, slots));
}

function chat(random: SeededRandom): string {
  const lines = turns(random);
  while (random.next() < 0.25 && lines.length < 6) lines.push(...turns(random));
  const system = random.next() < 0.25 ? `<|system|>${random.pick(talk.systemTexts)}<|end|>` : "";
  const body = lines.map((line, index) => `${index % 2 === 0 ? "<|user|>" : "<|assistant|>"}${line}<|end|>`);
  return system + body.join("");
}

function paragraphOfFacts(random: SeededRandom): string {
  const sentences = Array.from({ length: 3 + random.below(4) }, () => {
    const kind = random.pick(Object.keys(factLists));
    return capital(fill(random.pick(talk.declaratives[kind] ?? []), pairSlots(random.pick(factLists[kind] ?? []))));
  });
  return sentences.join(" ");
}

/** About `characters` characters of text; every entry ends in the end token. */
export function generateCorpus(seed: number, characters: number): string {
  const random = new SeededRandom(seed);
  const parts: string[] = [];
  let length = 0;
  while (length < characters) {
    const draw = random.next();
    const part =
      draw < 0.7 ? chat(random) : draw < 0.9 ? `${story(random)}<|end|>` : `${paragraphOfFacts(random)}<|end|>`;
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}
