// No template, word list or generator of the challenges takes part in a training corpus (issue 3, §5): compared by runs of
// words with the arrays and the output of the corpus generator, and with the prose that the recipes name.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { corpusTemplates, corpusWords, generateCorpus, proseDocuments } from "@plexus/ml/train";
import { describe, expect, it } from "vitest";
import { createRng } from "../../kit/random.js";
import { FAMILIES } from "./families/index.js";
import { GENRES, writeDocument } from "./prose/document.js";
import { LEXICON } from "./prose/lexicon.js";

const RUN = 6;
/** English's own lists: no other words can stand in them. */
const CLOSED = new Set(["weekday", "month", "season", "number", "colour", "hour"]);

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];
const runs = (text: string, length = RUN) => {
  const words = wordsOf(text);
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(" "));
};
/** What a template says whatever its slots hold. */
const literals = (template: string) =>
  template.split(/\{[^}]*\}|\[[^\]]*\]/).filter((part) => wordsOf(part).length >= 4);

describe("the challenges and the training corpora share nothing", () => {
  const rng = createRng(new Uint8Array(32).fill(11));
  const documents = Array.from({ length: 250 }, () => writeDocument(rng)).join("\n");
  const prompts = FAMILIES.flatMap((family) =>
    Array.from({ length: 60 }, () =>
      family
        .generate(rng)
        .messages.map(({ content }) => content)
        .join("\n"),
    ),
  ).join("\n");
  const corpus = generateCorpus(1, 400_000);
  const trained = new Set(runs(corpus));

  it("no template of the corpus occurs in the challenges, and none of theirs in the corpus", () => {
    const shown = `${wordsOf(documents).join(" ")} ${wordsOf(prompts).join(" ")}`;
    const theirs = Object.values(corpusTemplates)
      .flat()
      .flatMap(literals)
      .map((part) => wordsOf(part).join(" "));
    expect(theirs.length).toBeGreaterThan(20);
    expect(theirs.filter((part) => wordsOf(part).length >= 5 && shown.includes(part))).toEqual([]);
    const trainedText = wordsOf(corpus).join(" ");
    const ours = Object.values(GENRES)
      .flat(2)
      .flatMap(literals)
      .map((part) => wordsOf(part).join(" "));
    expect(ours.length).toBeGreaterThan(200);
    expect(ours.filter((part) => wordsOf(part).length >= 5 && trainedText.includes(part))).toEqual([]);
  });

  it("runs of six words of documents and of prompts are not in the corpus", () => {
    const shared = [...new Set([...runs(documents), ...runs(prompts)])].filter((run) => trained.has(run));
    expect(shared.slice(0, 5)).toEqual([]);
  });

  it("no word list of the corpus is one of the challenges'", () => {
    const known = new Set(
      Object.values(corpusWords)
        .flat()
        .map((word) => word.toLowerCase()),
    );
    for (const [slot, list] of Object.entries(LEXICON)) {
      if (CLOSED.has(slot) || list.length < 10) continue;
      const shared = list.filter((word) => known.has(word.toLowerCase()));
      expect(shared.length / list.length, `${slot}: ${shared.join(", ")}`).toBeLessThan(0.5);
    }
    for (const slot of ["woman", "man", "surname", "town"])
      expect(LEXICON[slot]?.filter((word) => known.has(word.toLowerCase()))).toEqual([]);
  });

  it("the prose of the recipes holds none of the challenges' sentences", () => {
    const LONG = 9;
    const wanted = new Set(
      Object.values(GENRES)
        .flat(2)
        .flatMap(literals)
        .flatMap((part) => runs(part, LONG)),
    );
    expect(wanted.size).toBeGreaterThan(200);
    const beginnings = new Set([...wanted].map((run) => run.split(" ").slice(0, 2).join(" ")));
    const prose: string[] = [];
    for (const { text } of proseDocuments()) {
      const words = wordsOf(text);
      for (let at = 0; at + LONG <= words.length; at++) {
        if (!beginnings.has(`${words[at]} ${words[at + 1]}`)) continue;
        const run = words.slice(at, at + LONG).join(" ");
        if (wanted.has(run)) prose.push(run);
      }
    }
    expect(prose).toEqual([]);
  }, 120_000);

  it("nothing in ml/ imports from subnets/", () => {
    const root = fileURLToPath(new URL("../../../ml", import.meta.url));
    const files = (folder: string): string[] =>
      readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        if (name === "node_modules") return [];
        return statSync(path).isDirectory() ? files(path) : path.endsWith(".ts") ? [path] : [];
      });
    const importing = files(root).filter((path) => /from "[^"]*subnets/.test(readFileSync(path, "utf8")));
    expect(importing).toEqual([]);
  });
});
