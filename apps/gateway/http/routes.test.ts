// Refusals in OpenAI's shape, what the gateway tells, and the routes of validators (spec: issue §6; CONTRACTS).

import { AxonError, verifyReceipt } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import { ask, askSigned, errorOf, type Json, jsonOf, question, startNetwork } from "../testing/testNetwork.js";

let crypto: CryptoProvider;
beforeAll(async () => {
  crypto = await nativeCrypto();
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe("refusals in OpenAI's shape", () => {
  it("has one for each trouble", async () => {
    const { test, key } = await startNetwork(crypto, closing);
    const poor = test.fundedKey(1n);
    const capped = test.fundedKey(1_000_000n, 5n);
    expect(await errorOf(await ask(test, "sk-wrong", question))).toMatchObject({
      status: 401,
      code: "invalid_api_key",
      param: null,
    });
    expect(await errorOf(await ask(test, poor.key, question))).toMatchObject({
      status: 402,
      code: "insufficient_balance",
    });
    expect(await errorOf(await ask(test, capped.key, question))).toMatchObject({
      status: 402,
      code: "key_cap_reached",
    });
    expect(await errorOf(await ask(test, key, { ...question, model: "gpt-9" }))).toMatchObject({
      status: 404,
      code: "model_not_found",
      param: "model",
    });
    expect(await errorOf(await ask(test, key, {}, "/v1/nothing"))).toMatchObject({ status: 404, code: "unknown_url" });
    expect(await errorOf(await ask(test, key, "{"))).toMatchObject({ status: 400, code: "invalid_json" });
    expect(await errorOf(await ask(test, key, { ...question, temperature: 9 }))).toMatchObject({
      status: 400,
      param: "temperature",
    });
    expect(await errorOf(await ask(test, key, { ...question, n: 2 }))).toMatchObject({ status: 400, param: "n" });
    expect(
      await errorOf(await ask(test, key, { ...question, messages: [{ role: "user", content: 5 }] })),
    ).toMatchObject({ status: 400, param: "messages[0].content" });
    expect(await errorOf(await ask(test, key, { ...question, tools: [{ type: "function" }] }))).toMatchObject({
      status: 400,
      param: "tools",
    });
    expect(await errorOf(await ask(test, key, "x".repeat(1_100_000)))).toMatchObject({ status: 413 });
    expect((await fetch(`${test.url}/v1/chat/completions`)).status).toBe(405);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("says 429 with Retry-After", async () => {
    const { test, key } = await startNetwork(crypto, closing, [{ wordMs: 50 }], { openPerKey: 2, perMinute: 5 });
    const answers = await Promise.all(Array.from({ length: 3 }, () => ask(test, key, question)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, 200, 429]);
    expect(answers.find((answer) => answer.status === 429)?.headers.get("retry-after")).toBe("1");
  });

  it("answers preflights of pages", async () => {
    const { test } = await startNetwork(crypto, closing);
    const response = await fetch(`${test.url}/v1/chat/completions`, {
      method: "OPTIONS",
      headers: {
        origin: "http://localhost:3000",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, x-stainless-os",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("x-stainless-os");
  });
});

describe("what it tells", () => {
  it("lists models, routing, traffic, metrics", async () => {
    const { test, key } = await startNetwork(crypto, closing, [
      { model: "b-model", incentive: 0.75 },
      { model: "a-model", incentive: 0.25, priceOut: 1n },
    ]);
    await (await ask(test, key, question)).text();
    const models = await jsonOf(fetch(`${test.url}/v1/models`));
    expect(models.data.map((each: Json) => each.id)).toEqual(["plexus/text", "a-model", "b-model"]);
    expect(models.data[2].plexus).toMatchObject({ quality: { best: 0.75 }, price_rao: { out: { lowest: "2000000" } } });
    expect((await fetch(`${test.url}/v1/models/plexus/text`)).status).toBe(200);
    expect((await fetch(`${test.url}/v1/models/none`)).status).toBe(404);
    const routing = await jsonOf(fetch(`${test.url}/v1/routing?model=plexus/text`));
    expect(routing.miners).toHaveLength(2);
    expect(routing.miners[0].weight).toBeCloseTo(
      routing.miners[0].incentive * routing.miners[0].latency_factor * routing.miners[0].price_factor,
    );
    expect((await jsonOf(fetch(`${test.url}/v1/traffic`))).requests).toBe(1);
    const metrics = await (await fetch(`${test.url}/metrics`)).text();
    expect(metrics).toContain('plexus_gateway_requests_total{route="answerChatCompletions",status="200"} 1');
    expect(metrics).toContain("plexus_gateway_ledger_problems_count 0");
    expect((await fetch(`${test.url}/health`)).status).toBe(200);
    expect((await fetch(`${test.url}/ready`)).status).toBe(200);
  });
});

describe("validators", () => {
  it("may relay challenges, which look to the miner like customers' requests", async () => {
    const { test, miners, key } = await startNetwork(crypto, closing);
    const body = JSON.stringify({
      kind: "chat",
      stream: false,
      request: { ...question, max_tokens: 256, secret_mark: 1 },
    });
    const target = `/v1/relay/${miners[0]?.key.address}`;
    const response = await askSigned(crypto, test, "//Validator", "POST", target, body);
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("x-plexus-upstream-ms"))).toBeGreaterThan(0);
    const { result, receipt } = await jsonOf(response);
    expect(result.choices[0].message.content).toBe("The capital is Paris.");
    expect(verifyReceipt(receipt, crypto).ok).toBe(true);
    await (await ask(test, key, question)).text();
    const [challenge, customer] = miners[0]?.asked ?? [];
    expect(challenge).toEqual({ ...customer, request: { ...customer?.request, model: "test-model" } });
    expect(Object.keys(challenge?.request ?? {})).toEqual(Object.keys(customer?.request ?? {}));

    const relay = (challenge: object) =>
      askSigned(crypto, test, "//Validator", "POST", target, JSON.stringify(challenge));
    const streamed = await (await relay({ kind: "chat", stream: true, request: question })).text();
    expect(streamed).toContain("event: receipt\ndata: {");
    const scored = await jsonOf(relay({ kind: "completion", request: { prompt: "a", candidates: ["b", "c"] } }));
    expect(scored.result.choices[0].candidates).toHaveLength(2);
    expect(ledgerSums(test.gateway.ledger.db).charges).toBe(17n);

    expect((await askSigned(crypto, test, "//Stranger", "POST", target, body)).status).toBe(403);
    expect((await fetch(test.url + target, { method: "POST", body })).status).toBe(401);
    const shapes = await jsonOf(askSigned(crypto, test, "//Validator", "GET", "/v1/shapes", ""));
    expect(shapes.shapes[0]).toMatchObject({ kind: "chat", max_tokens: 256, turns: 1, prompt_bytes: 30 });
    expect(JSON.stringify(shapes)).not.toContain("France");
  });

  it("see a miner's failure as it was", async () => {
    const { test, miners } = await startNetwork(crypto, closing, [
      {
        before: () => {
          throw new AxonError(503, "Busy", "later");
        },
      },
    ]);
    const body = JSON.stringify({ kind: "chat", request: question });
    const response = await askSigned(crypto, test, "//Validator", "POST", `/v1/relay/${miners[0]?.key.address}`, body);
    expect(await response.json()).toEqual({ error: { code: "Busy", message: "later" } });
    expect(response.status).toBe(503);
  });
});
