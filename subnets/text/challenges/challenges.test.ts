// The challenges themselves: fresh and seeded, fair to tokenizers, blind to word overlap, and what no model can do pays nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "../../kit/random.js";
import { CANDIDATES, CLASSES, MAX_PAID_BASELINE } from "../constants.js";
import { measureBaselines, paidFamilies } from "../shadows/baselines.js";
import { ranked } from "../shadows/itemShadows.js";
import { answers, mentions, wellFormed } from "./checker.js";
import { FAMILIES } from "./families/index.js";
import { classesOfToken, classOfWord } from "./items/classes.js";
import { CONTINUATION_BYTES, continuationItem, continuationLoss } from "./items/continuation.js";
import { nextTokenItem, nextTokenLoss, reportedClasses } from "./items/nextToken.js";
import { GENRES, type Genre, writeDocument } from "./prose/document.js";

const rngOf = (n: number) => createRng(new Uint8Array(32).fill(n));
const baselines = measureBaselines(rngOf(1));

describe("prose", () => {
  it("fills every template of every genre", () => {
    for (const genre of Object.keys(GENRES) as Genre[]) {
      const text = Array.from({ length: 12 }, (_, n) => writeDocument(rngOf(n + 1), genre)).join("\n");
      expect(text).not.toMatch(/[{}[\]|]|undefined|(^|[^"]) ,/);
      expect(text).toMatch(/^["A-Z]/);
    }
  });

  it("is not the same for two seeds, and is for one", () => {
    expect(writeDocument(rngOf(5))).toBe(writeDocument(rngOf(5)));
    const texts = new Set(Array.from({ length: 200 }, (_, n) => writeDocument(rngOf(6).fork(String(n)))));
    expect(texts.size).toBe(200);
  });
});

describe("one-token items", () => {
  it("have a prefix of 60 to 160 bytes that ends where a word ends, and a word of the alphabet as truth", () => {
    const rng = rngOf(2);
    for (let n = 0; n < 200; n++) {
      const item = nextTokenItem(rng);
      expect(item.prefix.length).toBeGreaterThanOrEqual(60);
      expect(item.prefix.length).toBeLessThanOrEqual(160);
      expect(item.prefix).toMatch(/[a-z,;:]$/);
      expect(item.truth).toMatch(/^[a-z]+$/);
    }
  });

  it("score 300 classes, the same for a word and for its first token", () => {
    for (const word of ["the", "Water", "a", "I", "xylophone", "42", ".", "…"])
      expect(classOfWord(word)).toBeLessThan(CLASSES);
    expect(classesOfToken(" wa", baselines.prior)).toEqual(classesOfToken(" water", baselines.prior));
    const spread = classesOfToken(" w", baselines.prior);
    expect(spread.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(spread.every(({ index }) => Math.floor(index / 11) === 22)).toBe(true);
  });

  it("read only distributions, which then sum to one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 6 }), fc.double({ min: -12, max: 0.5, noNaN: false })), {
          maxLength: 20,
        }),
        (rows) => {
          const report = rows.map(([token, logprob]) => ({ token, logprob }));
          const classes = reportedClasses(report, baselines.prior);
          const mass = report.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
          if (report.some(({ logprob }) => !Number.isFinite(logprob) || logprob > 0) || mass > 1.001) {
            expect(classes).toBeUndefined();
            return;
          }
          expect(classes?.every((p) => p >= 0)).toBe(true);
          expect(classes?.reduce((sum, p) => sum + p, 0)).toBeCloseTo(Math.max(1, mass), 6);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("leave a report of nothing below the class unigram, and a sure right one nearly nothing to lose", () => {
    const item = nextTokenItem(rngOf(3));
    const places = Array.from({ length: 300 }, (_, n) => nextTokenItem(rngOf(3).fork(String(n))));
    const nothing = reportedClasses([], baselines.prior) ?? [];
    const lost = (classes: readonly number[]) =>
      places.reduce((sum, { truth }) => sum + nextTokenLoss(truth, classes), 0) / places.length;
    expect(lost(nothing)).toBeGreaterThan(lost(baselines.prior) + 0.1);
    const sure = reportedClasses([{ token: ` ${item.truth}`, logprob: -1e-9 }], baselines.prior) ?? [];
    expect(nextTokenLoss(item.truth, sure)).toBeLessThan(0.03);
  });
});

describe("K = 4 items", () => {
  const items = Array.from({ length: 120 }, (_, n) => continuationItem(rngOf(4).fork(String(n))));

  it("have four different candidates of equal bytes, the truth anywhere among them", () => {
    for (const { candidates } of items) {
      expect(new Set(candidates).size).toBe(CANDIDATES);
      expect(candidates.every((text) => Buffer.byteLength(text) === CONTINUATION_BYTES)).toBe(true);
    }
    const places = new Set(items.map(({ truth }) => truth));
    expect(places.size).toBe(CANDIDATES);
  });

  it("are blind to the lexical ranker at any sharpness", () => {
    for (const sharpness of [1, 4]) {
      const right = items.filter((item) => {
        const order = ranked(item, sharpness);
        return order.indexOf(Math.max(...order)) === item.truth;
      });
      expect(right.length / items.length).toBeLessThan(0.42);
      const loss =
        items.reduce((sum, item) => sum + continuationLoss(item.truth, ranked(item, sharpness)), 0) / items.length;
      expect(loss).toBeGreaterThan(Math.log(CANDIDATES) - 0.12);
    }
  });

  it("are proper: no report does better than what one believes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (a, b) => {
          const normal = (row: number[]) => row.map((x) => x / row.reduce((sum, y) => sum + y, 0));
          const [belief, lie] = [normal(a), normal(b)];
          const best = belief.map((p) => Math.max(0, (p - 0.005) / 0.98));
          const expected = (report: number[]) => belief.reduce((sum, p, k) => sum + p * continuationLoss(k, report), 0);
          expect(expected(best)).toBeLessThanOrEqual(expected(lie) + 1e-9);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("checked tasks", () => {
  it("pay at least eight kinds, because the best shadow miner succeeds in at most a quarter", () => {
    expect(paidFamilies(baselines).length).toBeGreaterThanOrEqual(8);
    expect(paidFamilies(baselines).every(({ name }) => (baselines.tasks.get(name) ?? 1) <= MAX_PAID_BASELINE)).toBe(
      true,
    );
  });

  it.each([
    ["json", 'Sure: {"x": 1}', false],
    ["glossary", "", false],
    ["write", "a b c d e f g", false],
    ["spelling", "I do not know.", false],
  ])("%s refuses %j", (name, answer, expected) => {
    const family = FAMILIES.find((each) => each.name === name);
    expect(family?.generate(rngOf(9)).check(answer)).toBe(expected);
  });

  it("accept a right answer of each kind", () => {
    const right: Record<string, (prompt: string) => string> = {
      json: (prompt) => {
        const [first, second] = [...prompt.matchAll(/"([a-z]+)"/g)].map((match) => match[1]);
        return `{"${first}": "${/(?:sentence: )([A-Z][a-z]+)/.exec(prompt)?.[1]}", "${second}": ${/(\d+)/.exec(prompt)?.[1]}}`;
      },
      arithmetic: (prompt) => {
        const [a, b] = [...prompt.matchAll(/\d+/g)].map(Number) as [number, number];
        return `The answer is ${prompt.includes("more") ? a + b : a - b}.`;
      },
      format: (prompt) =>
        (/: (.*?)\.?$/.exec(prompt)?.[1] ?? "")
          .split(", ")
          .map((word, at) => `${at + 1}. ${word}`)
          .join("\n"),
    };
    for (const name of ["json", "arithmetic", "format"]) {
      const family = FAMILIES.find((each) => each.name === name);
      for (let n = 0; n < 40; n++) {
        const task = family?.generate(rngOf(10).fork(String(n)));
        const prompt = task?.messages.at(-1)?.content ?? "";
        expect(task?.check(right[name]?.(prompt) ?? ""), prompt).toBe(true);
      }
    }
  });

  it("by rules: rivals, copies, repetition and length", () => {
    const prompt = [
      { role: "user" as const, content: "The quick brown fox jumps over the lazy dog near the river bank today." },
    ];
    expect(answers("It is a fox.", { right: ["fox"], rivals: ["dog"] }, prompt)).toBe(true);
    expect(answers("A fox or a dog.", { right: ["fox"], rivals: ["dog"] }, prompt)).toBe(false);
    expect(wellFormed("quick brown fox jumps over the lazy dog", prompt)).toBe(false);
    expect(wellFormed("fox fox fox fox fox", prompt)).toBe(false);
    expect(wellFormed("word ".repeat(41), prompt)).toBe(false);
    expect(mentions("I have seventeen.", "seven")).toBe(false);
  });
});
