// The miner's side over a real signed axon: answers, chunks, candidates, receipts that verify, and refusals.
import { createHash } from "node:crypto";
import { AxonError, callAxon, canonicalJson, createAxon, type Task, verifyReceipt } from "@plexus/client/axon";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { openEngine, type TextEngine } from "@plexus/ml/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextMiner, type TextMiner } from "./miner.js";

const crypto = await nativeCrypto();
const minerKey = crypto.keyring.fromUri("//TextMiner");
const gatewayKey = crypto.keyring.fromUri("//Gateway");
const committed = { model: "plexus-micro", sha256: "ab".repeat(32) };
let engine: TextEngine;
let miner: TextMiner;
let axon: Awaited<ReturnType<typeof createAxon>>;
let current: TextEngine;

beforeAll(async () => {
  engine = await openEngine({ model: "plexus-micro" });
  current = engine;
  miner = createTextMiner({ key: minerKey, netuid: 1, engine: () => current, committed, slots: 1, maxWaiting: 1 });
  axon = await createAxon({ key: minerKey, crypto, host: "127.0.0.1", port: 0, handle: miner.handle });
}, 30_000);
afterAll(async () => {
  await axon.close();
  await engine.close();
});

let counter = 0;
function ask(
  kind: string,
  request: Record<string, unknown>,
  more: { stream?: boolean; onEvent?: (event: unknown) => void; netuid?: number } = {},
) {
  counter += 1;
  const task: Task = {
    netuid: more.netuid ?? 1,
    market: "text",
    kind,
    request: { model: "plexus-micro", ...request },
    stream: more.stream ?? false,
    id: `t-${counter}`,
  };
  return callAxon({
    key: gatewayKey,
    receiver: minerKey.address,
    url: `http://127.0.0.1:${axon.port}`,
    task,
    ...(more.onEvent === undefined ? {} : { onEvent: more.onEvent }),
  });
}
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const messages = [{ role: "user", content: "Say something about the sea." }];

describe("a text miner", () => {
  it("streams one chunk a token and signs for the text that came", async () => {
    let text = "";
    const reasons: unknown[] = [];
    const { receipt } = await ask(
      "chat",
      { messages, max_tokens: 12, temperature: 0 },
      {
        stream: true,
        onEvent: (event) => {
          const choice = (event as { choices: { delta: { content?: string }; finish_reason: unknown }[] }).choices[0];
          text += choice?.delta.content ?? "";
          reasons.push(choice?.finish_reason);
        },
      },
    );
    expect(text.length).toBeGreaterThan(0);
    expect(reasons.slice(0, -1).every((reason) => reason === null)).toBe(true);
    expect(["stop", "length"]).toContain(reasons.at(-1));
    expect(receipt.response_sha256).toBe(sha256(text));
    expect(receipt.model_sha256).toBe(committed.sha256);
    expect(receipt.tokens_out).toBeGreaterThan(0);
    expect(verifyReceipt(receipt, crypto)).toEqual({ ok: true, problems: [] });
  });

  it("gives twenty log-probabilities that sum to at most one, and signs the choices", async () => {
    const { result, receipt } = await ask("completion", {
      prompt: "It was a cold day in the",
      max_tokens: 1,
      logprobs: 20,
      temperature: 0,
    });
    const { choices } = result as { choices: { logprobs: { top_logprobs: Record<string, number>[] } }[] };
    const values = Object.values(choices[0]?.logprobs.top_logprobs[0] ?? {});
    expect(values.length).toBeGreaterThan(10);
    expect(values.every((value) => value <= 0 && Number.isFinite(value))).toBe(true);
    expect(values.reduce((sum, value) => sum + Math.exp(value), 0)).toBeLessThanOrEqual(1.001);
    expect(receipt.response_sha256).toBe(sha256(canonicalJson(choices)));
  });

  it("scores candidates and gives a calibrated belief beside the log-probabilities", async () => {
    const candidates = [" sat down by the fire", " zxq vvw kkj pqr tuv"];
    const { result } = await ask("completion", { prompt: "The old man", candidates });
    const rows =
      (result as { choices: { candidates: { text: string; logprob: number; probability: number }[] }[] }).choices[0]
        ?.candidates ?? [];
    expect(rows.map(({ text }) => text)).toEqual(candidates);
    expect(rows[0]?.logprob).toBeGreaterThan(rows[1]?.logprob ?? 0);
    expect(rows.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });

  it("refuses what it does not serve, by name", async () => {
    await expect(ask("chat", { messages: [] })).rejects.toMatchObject({ status: 400, code: "BadRequest" });
    await expect(ask("chat", { messages, max_tokens: 100_000 })).rejects.toMatchObject({ status: 400 });
    await expect(ask("picture", { messages })).rejects.toMatchObject({ status: 400, code: "BadTask" });
    await expect(ask("chat", { messages }, { netuid: 2 })).rejects.toMatchObject({ status: 404, code: "WrongMarket" });
    await expect(ask("completion", { prompt: "x".repeat(70_000) })).rejects.toMatchObject({ status: 400 });
  });

  it("refuses with 503 when slots and queue are full, and serves again afterwards", async () => {
    let open = () => {};
    const held = new Promise<void>((resolve) => (open = resolve));
    current = {
      ...stub(engine),
      generate: async function* () {
        await held;
        yield { text: "late" };
        return { reason: "stop" as const, tokensIn: 1, tokensOut: 1 };
      },
    };
    const first = ask("chat", { messages });
    const second = ask("chat", { messages });
    await expect.poll(() => miner.counts().open).toBe(2);
    await expect(ask("chat", { messages })).rejects.toMatchObject({ status: 503, code: "Busy" });
    open();
    await Promise.all([first, second]);
    expect(miner.counts().open).toBe(0);
    current = engine;
  });

  it("says nothing of the engine's inner troubles", async () => {
    current = {
      ...stub(engine),
      generate: async function* () {
        if (counter < 0) yield { text: "" };
        throw new Error("secret path /models/x");
      },
    };
    const failed = await ask("chat", { messages }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(AxonError);
    expect(failed).toMatchObject({ status: 500, code: "EngineFailed" });
    expect((failed as Error).message).not.toContain("secret");
    current = engine;
  });
});

/** The engine's methods, bound: a class instance loses them when it is spread. */
function stub(from: TextEngine): TextEngine {
  return {
    info: from.info,
    countTokens: (text) => from.countTokens(text),
    generate: (request, signal) => from.generate(request, signal),
    scoreContinuations: (prefix, candidates, signal) => from.scoreContinuations(prefix, candidates, signal),
    close: async () => {},
  };
}
