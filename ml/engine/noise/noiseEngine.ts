// Fluently shaped rubbish at full speed, honestly labelled: the miner that must not earn (issue 3, §5). It is an engine
// like the others on the outside, and reads nothing of the question.

import { createHash } from "node:crypto";
import type { Finish, GeneratedToken, GenerateRequest, TextEngine, TextModelInfo, TokenChoice } from "../contract.js";
import { SeededRandom } from "../seededRandom.js";
import { StopScanner } from "../stopScanner.js";
import { adjectives, joints, nouns, verbs } from "./wordList.js";

const allWords = [...nouns, ...verbs, ...adjectives, ...joints];
const contextTokens = 4_096;

export class NoiseEngine implements TextEngine {
  readonly info: TextModelInfo;
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    const sha256 = createHash("sha256").update(`noise:${allWords.join()}`).digest("hex");
    this.info = { name: "noise", sha256, bytes: allWords.join().length, contextTokens, chatTemplate: "none" };
  }

  countTokens(text: string): number {
    return text.match(/\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GeneratedToken, Finish> {
    const { prompt } = request;
    const asked = prompt.kind === "text" ? prompt.text : prompt.messages.map((message) => message.content).join("\n");
    const tokensIn = this.countTokens(asked);
    const random = request.seed === undefined ? this.random : new SeededRandom(request.seed);
    const wanted = Math.min(request.maxTokens, 12 + random.below(60));
    const scanner = new StopScanner(request.stop);
    let tokensOut = 0;
    for (const token of sentences(random)) {
      signal.throwIfAborted();
      tokensOut += 1;
      const { text, stopped } = scanner.push(token);
      const ended = stopped || (token.endsWith(".") && tokensOut >= wanted);
      const last = ended || tokensOut >= request.maxTokens;
      const numbers = request.logprobs > 0 ? this.madeUpNumbers(random, request.logprobs) : {};
      yield { text: last && !stopped ? text + scanner.flush() : text, ...numbers };
      if (last) return { reason: ended ? "stop" : "length", tokensIn, tokensOut };
    }
    throw new Error("sentences never end");
  }

  async scoreContinuations(prefix: string, candidates: readonly string[], signal: AbortSignal) {
    signal.throwIfAborted();
    const logprobs = candidates.map(
      (candidate) => -(2 + 2 * this.random.next()) * Math.max(1, this.countTokens(candidate)),
    );
    return { logprobs, tokensIn: this.countTokens(prefix) + this.countTokens(candidates.join(" ")) };
  }

  async close(): Promise<void> {}

  /** Nearly uniform over the words it knows: a distribution in form, no knowledge in content. */
  private madeUpNumbers(random: SeededRandom, count: number): { logprob: number; top: TokenChoice[] } {
    const level = () => -Math.log(allWords.length) - 0.5 * random.next();
    const words = new Set(Array.from({ length: count }, () => random.pick(allWords)));
    const top = [...words].map((word) => ({ token: ` ${word}`, logprob: level() }));
    return { logprob: level(), top: top.sort((a, b) => b.logprob - a.logprob) };
  }
}

/** Endless words in the order of simple sentences; each token begins with its space. */
function* sentences(random: SeededRandom): Generator<string> {
  for (let first = true; ; first = false) {
    const noun = () => [random.pick(adjectives), random.pick(nouns)];
    const words = ["The", ...noun(), random.pick(verbs), "the", ...noun()];
    if (random.next() < 0.5) words.push(random.pick(joints), "the", random.pick(nouns));
    for (const [index, word] of words.entries()) yield first && index === 0 ? word : ` ${word}`;
    yield ".";
  }
}
