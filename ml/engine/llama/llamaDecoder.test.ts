// SmolLM2-135M through node-llama-cpp, with our own prompt. Runs where the weights are in the cache (npm start or
// "plexus model pull smollm2-135m" put them there); they are 98 MB and never part of the repository.

import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cachedPath } from "../../models/pullModel.js";
import { publicModels } from "../../models/registry.js";
import type { GeneratedToken, GenerateRequest, TextEngine } from "../contract.js";
import { openEngine } from "../openEngine.js";

const present = existsSync(cachedPath(publicModels[0] as (typeof publicModels)[number]));
const base: Omit<GenerateRequest, "prompt"> = { maxTokens: 16, temperature: 0, topP: 1, stop: [], logprobs: 0 };
const never = new AbortController().signal;

describe.skipIf(!present)("smollm2-135m", () => {
  let engine: TextEngine;
  beforeAll(async () => {
    engine = await openEngine({ model: "smollm2-135m" }, { contextTokens: 512 });
  });
  afterAll(() => engine.close());

  async function say(request: GenerateRequest): Promise<{ tokens: GeneratedToken[]; text: string; reason: string }> {
    const tokens: GeneratedToken[] = [];
    const stream = engine.generate(request, never);
    for (;;) {
      const step = await stream.next();
      if (step.done) return { tokens, text: tokens.map((token) => token.text).join(""), reason: step.value.reason };
      tokens.push(step.value);
    }
  }
  const user = (content: string) => ({ kind: "chat", messages: [{ role: "user", content }] }) as const;

  test("knows the capital of France and stops by itself", async () => {
    const answer = await say({ ...base, prompt: user("What is the capital of France?") });
    expect(answer.text).toContain("Paris");
    expect(answer.reason).toBe("stop");
  });

  test("continues the assistant's own turn", async () => {
    const messages = [
      { role: "user", content: "Where is the Louvre?" },
      { role: "assistant", content: "The Louvre is a museum in " },
    ] as const;
    expect((await say({ ...base, maxTokens: 4, prompt: { kind: "chat", messages } })).text).toMatch(
      /^(the heart of )?Par/i,
    );
  });

  test("reports twenty next tokens as log-probabilities, and rescoring agrees with them", async () => {
    const prefix = "The capital of France is";
    const { tokens, text } = await say({ ...base, maxTokens: 6, logprobs: 20, prompt: { kind: "text", text: prefix } });
    const top = tokens[0]?.top ?? [];
    expect(top.length).toBe(20);
    expect(top[0]?.token).toBe(" Paris");
    expect(top.reduce((sum, choice) => sum + Math.exp(choice.logprob), 0)).toBeLessThan(1.001);
    const claimed = tokens.reduce((sum, token) => sum + (token.logprob ?? 0), 0);
    const { logprobs } = await engine.scoreContinuations(prefix, [text, " bread and old shoes of"], never);
    expect(Math.abs((logprobs[0] as number) - claimed)).toBeLessThan(0.15 * tokens.length);
    expect(logprobs[0]).toBeGreaterThan(logprobs[1] as number);
  });

  test("a seed repeats its sample, and stop strings stay inside", async () => {
    const request = { ...base, temperature: 0.9, topP: 0.95, seed: 11, prompt: user("Name a fruit.") };
    const first = (await say(request)).text;
    expect((await say(request)).text).toBe(first);
    const stop = first.slice(3, 6);
    expect((await say({ ...request, stop: [stop] })).text).toBe(first.slice(0, first.indexOf(stop)));
  });
});
