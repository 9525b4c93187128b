// A paid answer, whole and streamed, and what is charged for it (spec: issue §6; architecture.md §4).

import { verifyReceipt } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import { ask, balanceOf, events, jsonOf, question, startNetwork } from "../testing/testNetwork.js";

let crypto: CryptoProvider;
beforeAll(async () => {
  crypto = await nativeCrypto();
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe("a paid answer", () => {
  it("is answered whole, charged exactly and proved by a receipt with two signatures", async () => {
    const { test, miners, key } = await startNetwork(crypto, closing);
    const response = await ask(test, key, { ...question, user: "somebody", presence_penalty: 0.5 });
    expect(response.status).toBe(200);
    const body = await jsonOf(response);
    expect(body).toMatchObject({
      object: "chat.completion",
      model: "test-model",
      choices: [{ index: 0, message: { role: "assistant", content: "The capital is Paris." }, finish_reason: "stop" }],
      usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 },
    });
    // 7 in at 1 rao, 5 out at 2 rao a token.
    expect(response.headers.get("x-plexus-charge-rao")).toBe("17");
    expect(response.headers.get("x-plexus-miner")).toBe(miners[0]?.key.address);
    expect(response.headers.get("x-plexus-ignored")).toBe("user, presence_penalty");
    expect(await balanceOf(test, key)).toMatchObject({ balance_rao: "999999983", held_rao: "0", spent_rao: "17" });
    const receipt = await (await fetch(`${test.url}/v1/receipts/${response.headers.get("x-plexus-receipt")}`)).json();
    expect(receipt).toMatchObject({ charge_rao: "17", tokens_out: 5, gateway_tokens_out: 5, price_block: 100 });
    expect(verifyReceipt(receipt, crypto)).toEqual({ ok: true, problems: [] });
    expect(verifyReceipt({ ...(receipt as object), charge_rao: "16" }, crypto).ok).toBe(false);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
    expect(ledgerSums(test.gateway.ledger.db)).toMatchObject({ owed: 17n, charges: 17n });
  });

  it("streams, with usage, the plexus object in the last chunk and the charge in a trailer", async () => {
    const { test, key } = await startNetwork(crypto, closing);
    const response = await ask(test, key, { ...question, stream: true, stream_options: { include_usage: true } });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const text = await response.text();
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    const chunks = events(text);
    expect(chunks[0].choices[0].delta).toEqual({ role: "assistant", content: "" });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("The capital is Paris.");
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: "stop" }], plexus: { price_rao: "17" } });
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { completion_tokens: 5 },
      plexus: { receipt: response.headers.get("x-plexus-receipt") },
    });
    expect((await balanceOf(test, key)).balance_rao).toBe("999999983");
  });

  it("serves completions, logprobs and candidates", async () => {
    const { test, miners, key } = await startNetwork(crypto, closing);
    const plain = await jsonOf(ask(test, key, { model: "test-model", prompt: "x", max_tokens: 2 }, "/v1/completions"));
    expect(plain).toMatchObject({
      object: "text_completion",
      choices: [{ text: "The capital", finish_reason: "length" }],
    });
    const scored = await ask(
      test,
      key,
      { model: "test-model", prompt: "x", candidates: [" a", " bc"], logprobs: 1 },
      "/v1/completions",
    );
    expect((await jsonOf(scored)).choices[0].candidates).toEqual([
      { text: " a", logprob: -2 },
      { text: " bc", logprob: -3 },
    ]);
    expect(miners[0]?.asked.at(-1)).toMatchObject({ stream: false, request: { candidates: [" a", " bc"] } });
    const chat = await ask(test, key, { ...question, stream: true, logprobs: true, top_logprobs: 1 });
    const chunks = events(await chat.text());
    expect(chunks[1].choices[0].logprobs.content[0].logprob).toBe(-0.5);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("charges the lower count when the miner claims beyond tolerance", async () => {
    const { test, key } = await startNetwork(crypto, closing, [{ claim: { tokensIn: 5_000, tokensOut: 400 } }]);
    const response = await ask(test, key, question);
    const body = await jsonOf(response);
    expect(body.plexus.note).toMatch(/^miner counted 5000 \+ 400, charged/);
    expect(body.usage.completion_tokens).toBeLessThan(20);
    const receipt = await jsonOf(fetch(`${test.url}/v1/receipts/${body.plexus.receipt}`));
    expect(receipt.tokens_out).toBe(400);
    expect(receipt.gateway_tokens_out).toBe(body.usage.completion_tokens);
    expect(verifyReceipt(receipt, crypto).ok).toBe(true);
  });

  it("charges nothing for a receipt that does not hold, and asks another where nothing was sent yet", async () => {
    const { test, key, miners } = await startNetwork(crypto, closing, [
      { incentive: 0.9, lie: true },
      { incentive: 0.1 },
    ]);
    const whole = await ask(test, key, question);
    expect(whole.status).toBe(200);
    expect(whole.headers.get("x-plexus-miner")).toBe(miners[1]?.key.address);
    const { test: alone, key: other } = await startNetwork(crypto, closing, [{ lie: true, uri: "//Liar" }]);
    const streamed = events(await (await ask(alone, other, { ...question, stream: true })).text());
    expect(streamed.at(-1).plexus).toMatchObject({ price_rao: "0", receipt: null });
    expect((await balanceOf(alone, other)).balance_rao).toBe("1000000000");
  });
});
