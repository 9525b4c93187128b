import { nativeCrypto } from "@plexus/core/crypto/native";
import { AxonError, signRequest, verifyReceipt } from "@plexus/client/axon";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CryptoProvider } from "@plexus/core/crypto";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import { startTestGateway, type TestGateway, type TestGatewayOptions, testView } from "../testing/testGateway.js";
import { startTestMiner, type TestMiner, type TestMinerOptions } from "../testing/testMiner.js";

let crypto: CryptoProvider;
beforeAll(async () => {
  crypto = await nativeCrypto();
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function network(
  miners: Partial<TestMinerOptions>[] = [{}], options: Partial<TestGatewayOptions> = {},
): Promise<{ test: TestGateway; miners: TestMiner[]; key: string; id: bigint }> {
  const test = await startTestGateway({ crypto, ...options });
  closing.push(() => test.close());
  const started = await Promise.all(
    miners.map((each, uid) => startTestMiner(crypto, { uri: `//Miner${uid}`, uid, incentive: 1 / miners.length, ...each })),
  );
  for (const miner of started) closing.push(() => miner.close());
  test.setView(testView(started.map((miner) => miner.view), { validators: [crypto.keyring.fromUri("//Validator").address] }));
  return { test, miners: started, ...test.fundedKey(1_000_000_000n) };
}

function ask(test: TestGateway, key: string, body: unknown, path = "/v1/chat/completions", signal?: AbortSignal): Promise<Response> {
  return fetch(test.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
}

const question = { model: "plexus/text", messages: [{ role: "user", content: "What is the capital of France?" }] };

async function errorOf(response: Response) {
  return { status: response.status, ...((await response.json()) as { error: { code: string; type: string; param: string | null; message: string } }).error };
}

async function balanceOf(test: TestGateway, key: string): Promise<Record<string, string>> {
  const response = await fetch(`${test.url}/v1/balance`, { headers: { authorization: `Bearer ${key}` } });
  return (await response.json()) as Record<string, string>;
}

function events(text: string): any[] {
  return text.split("\n\n").filter((each) => each.startsWith("data: {")).map((each) => JSON.parse(each.slice(6)));
}

describe("a paid answer", () => {
  it("is answered whole, charged exactly and proved by a receipt with two signatures", async () => {
    const { test, miners, key } = await network();
    const response = await ask(test, key, { ...question, user: "somebody", presence_penalty: 0.5 });
    expect(response.status).toBe(200);
    const body = (await response.json()) as any;
    expect(body).toMatchObject({
      object: "chat.completion", model: "test-model",
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
    const { test, key } = await network();
    const response = await ask(test, key, { ...question, stream: true, stream_options: { include_usage: true } });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const text = await response.text();
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    const chunks = events(text);
    expect(chunks[0].choices[0].delta).toEqual({ role: "assistant", content: "" });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("The capital is Paris.");
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: "stop" }], plexus: { price_rao: "17" } });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 5 }, plexus: { receipt: response.headers.get("x-plexus-receipt") } });
    expect((await balanceOf(test, key)).balance_rao).toBe("999999983");
  });

  it("serves completions, logprobs and candidates", async () => {
    const { test, miners, key } = await network();
    const plain = (await (await ask(test, key, { model: "test-model", prompt: "x", max_tokens: 2 }, "/v1/completions")).json()) as any;
    expect(plain).toMatchObject({ object: "text_completion", choices: [{ text: "The capital", finish_reason: "length" }] });
    const scored = await ask(test, key, { model: "test-model", prompt: "x", candidates: [" a", " bc"], logprobs: 1 }, "/v1/completions");
    expect(((await scored.json()) as any).choices[0].candidates).toEqual([{ text: " a", logprob: -2 }, { text: " bc", logprob: -3 }]);
    expect(miners[0]?.asked.at(-1)).toMatchObject({ stream: false, request: { candidates: [" a", " bc"] } });
    const chat = await ask(test, key, { ...question, stream: true, logprobs: true, top_logprobs: 1 });
    const chunks = events(await chat.text());
    expect(chunks[1].choices[0].logprobs.content[0].logprob).toBe(-0.5);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("charges the lower count when the miner claims beyond tolerance", async () => {
    const { test, key } = await network([{ claim: { tokensIn: 5_000, tokensOut: 400 } }]);
    const response = await ask(test, key, question);
    const body = (await response.json()) as any;
    expect(body.plexus.note).toMatch(/^miner counted 5000 \+ 400, charged/);
    expect(body.usage.completion_tokens).toBeLessThan(20);
    const receipt = (await (await fetch(`${test.url}/v1/receipts/${body.plexus.receipt}`)).json()) as any;
    expect(receipt.tokens_out).toBe(400);
    expect(receipt.gateway_tokens_out).toBe(body.usage.completion_tokens);
    expect(verifyReceipt(receipt, crypto).ok).toBe(true);
  });

  it("charges nothing for a receipt that does not hold, and asks another where nothing was sent yet", async () => {
    const { test, key, miners } = await network([{ incentive: 0.9, lie: true }, { incentive: 0.1 }]);
    const whole = await ask(test, key, question);
    expect(whole.status).toBe(200);
    expect(whole.headers.get("x-plexus-miner")).toBe(miners[1]?.key.address);
    const { test: alone, key: other } = await network([{ lie: true, uri: "//Liar" }]);
    const streamed = events(await (await ask(alone, other, { ...question, stream: true })).text());
    expect(streamed.at(-1).plexus).toMatchObject({ price_rao: "0", receipt: null });
    expect((await balanceOf(alone, other)).balance_rao).toBe("1000000000");
  });
});

describe("when miners fail", () => {
  it("asks another before the first byte and drops the dead one at once", async () => {
    const { test, key, miners } = await network([{ incentive: 0.9 }, { incentive: 0.1 }]);
    await miners[0]?.close();
    for (let count = 0; count < 5; count++) {
      const response = await ask(test, key, { ...question, stream: count % 2 === 0 });
      expect(response.status).toBe(200);
      await response.text();
      expect(response.headers.get("x-plexus-miner")).toBe(miners[1]?.key.address);
    }
    const routing = (await (await fetch(`${test.url}/v1/routing`)).json()) as any;
    expect(routing.miners[0]).toMatchObject({ standing: "unhealthy", share: 0 });
    expect(routing.miners[1].share).toBe(1);
    const back = await startTestMiner(crypto, { uri: "//Miner0", uid: 0, incentive: 0.9, port: miners[0]?.axon.port as number });
    closing.push(() => back.close());
    await expect.poll(async () => ((await (await fetch(`${test.url}/v1/routing`)).json()) as any).miners[0].standing, { timeout: 5_000 }).toBe("eligible");
  });

  it("ends a broken stream with an error that clients raise, and charges nothing", async () => {
    const { test, key } = await network([{ breakAfter: 2 }]);
    const response = await ask(test, key, { ...question, stream: true });
    expect(response.status).toBe(200);
    const chunks = events(await response.text());
    expect(chunks.at(-1).error.code).toBe("miner_failed");
    expect((await balanceOf(test, key)).balance_rao).toBe("1000000000");
  });

  it("calls off the miner when the client leaves, and charges for what was sent", async () => {
    const { test, key, miners } = await network([{ wordMs: 100, words: Array.from({ length: 100 }, () => " word") }]);
    const gone = new AbortController();
    const response = await ask(test, key, { ...question, stream: true }, undefined, gone.signal);
    const reader = response.body?.getReader();
    for (let count = 0; count < 4; count++) await reader?.read();
    gone.abort();
    await expect.poll(() => miners[0]?.asked[0]?.aborted).toBe(true);
    await expect.poll(async () => (await balanceOf(test, key)).held_rao).toBe("0");
    const spent = BigInt((await balanceOf(test, key)).spent_rao ?? "0");
    expect(spent).toBeGreaterThan(0n);
    expect(spent).toBeLessThan(120n);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("passes on what two miners refuse, and drops neither", async () => {
    const before = () => {
      throw new AxonError(400, "ContextTooLong", "the prompt does not fit");
    };
    const { test, key } = await network([{ before }, { before }]);
    expect(await errorOf(await ask(test, key, question))).toMatchObject({ status: 400, code: "refused_by_miners" });
    expect(test.gateway.health.counts().map((each) => each.state)).toEqual(["closed", "closed"]);
  });

  it("does not let a customer have miners dropped by asking what none can answer", async () => {
    const before = () => {
      throw new AxonError(500, "EngineFailed", "no");
    };
    const { test, key } = await network([{ before }, { before }, { before }]);
    for (let count = 0; count < 5; count++) expect((await ask(test, key, question)).status).toBe(503);
    expect(test.gateway.health.counts().map((each) => each.state)).toEqual(["closed", "closed", "closed"]);
    const { test: mixed, key: other, miners } = await network([{ before, incentive: 0.9, uri: "//Bad" }, { incentive: 0.1, uri: "//Good" }]);
    for (let count = 0; count < 12; count++) expect((await ask(mixed, other, question)).status).toBe(200);
    expect(mixed.gateway.health.breaker(miners[0]?.key.address as string).state).toBe("open");
  });

  it("says 503 with Retry-After when nobody is reachable, and waits for a slot when all are busy", async () => {
    const { test, key, miners } = await network([{ slots: 1, wordMs: 20 }]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(test, key, question)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    await miners[0]?.close();
    const refused = await ask(test, key, question);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(await errorOf(refused)).toMatchObject({ status: 503, code: "no_miner" });
    test.setView(undefined);
    expect((await ask(test, key, question)).status).toBe(503);
    expect((await fetch(`${test.url}/ready`)).status).toBe(503);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });
});

describe("refusals in OpenAI's shape", () => {
  it("has one for each trouble", async () => {
    const { test, key } = await network();
    const poor = test.fundedKey(1n);
    const capped = test.fundedKey(1_000_000n, 5n);
    expect(await errorOf(await ask(test, "sk-wrong", question))).toMatchObject({ status: 401, code: "invalid_api_key", param: null });
    expect(await errorOf(await ask(test, poor.key, question))).toMatchObject({ status: 402, code: "insufficient_balance" });
    expect(await errorOf(await ask(test, capped.key, question))).toMatchObject({ status: 402, code: "key_cap_reached" });
    expect(await errorOf(await ask(test, key, { ...question, model: "gpt-9" }))).toMatchObject({ status: 404, code: "model_not_found", param: "model" });
    expect(await errorOf(await ask(test, key, {}, "/v1/nothing"))).toMatchObject({ status: 404, code: "unknown_url" });
    expect(await errorOf(await ask(test, key, "{"))).toMatchObject({ status: 400, code: "invalid_json" });
    expect(await errorOf(await ask(test, key, { ...question, temperature: 9 }))).toMatchObject({ status: 400, param: "temperature" });
    expect(await errorOf(await ask(test, key, { ...question, n: 2 }))).toMatchObject({ status: 400, param: "n" });
    expect(await errorOf(await ask(test, key, { ...question, messages: [{ role: "user", content: 5 }] }))).toMatchObject({ status: 400, param: "messages[0].content" });
    expect(await errorOf(await ask(test, key, { ...question, tools: [{ type: "function" }] }))).toMatchObject({ status: 400, param: "tools" });
    expect(await errorOf(await ask(test, key, "x".repeat(1_100_000)))).toMatchObject({ status: 413 });
    expect((await fetch(`${test.url}/v1/chat/completions`)).status).toBe(405);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("says 429 with Retry-After", async () => {
    const { test, key } = await network([{ wordMs: 50 }], { openPerKey: 2, perMinute: 5 });
    const answers = await Promise.all(Array.from({ length: 3 }, () => ask(test, key, question)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, 200, 429]);
    expect(answers.find((answer) => answer.status === 429)?.headers.get("retry-after")).toBe("1");
  });

  it("answers preflights of pages", async () => {
    const { test } = await network();
    const response = await fetch(`${test.url}/v1/chat/completions`, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-method": "POST", "access-control-request-headers": "authorization, x-stainless-os" },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("x-stainless-os");
  });
});

describe("what it tells", () => {
  it("lists models, routing, traffic, metrics", async () => {
    const { test, key } = await network([{ model: "b-model", incentive: 0.75 }, { model: "a-model", incentive: 0.25, priceOut: 1n }]);
    await (await ask(test, key, question)).text();
    const models = (await (await fetch(`${test.url}/v1/models`)).json()) as any;
    expect(models.data.map((each: any) => each.id)).toEqual(["plexus/text", "a-model", "b-model"]);
    expect(models.data[2].plexus).toMatchObject({ quality: { best: 0.75 }, price_rao: { out: { lowest: "2000000" } } });
    expect((await fetch(`${test.url}/v1/models/plexus/text`)).status).toBe(200);
    expect((await fetch(`${test.url}/v1/models/none`)).status).toBe(404);
    const routing = (await (await fetch(`${test.url}/v1/routing?model=plexus/text`)).json()) as any;
    expect(routing.miners).toHaveLength(2);
    expect(routing.miners[0].weight).toBeCloseTo(routing.miners[0].incentive * routing.miners[0].latency_factor * routing.miners[0].price_factor);
    expect(((await (await fetch(`${test.url}/v1/traffic`)).json()) as any).requests).toBe(1);
    const metrics = await (await fetch(`${test.url}/metrics`)).text();
    expect(metrics).toContain('plexus_gateway_requests_total{route="answerChatCompletions",status="200"} 1');
    expect(metrics).toContain("plexus_gateway_ledger_problems_count 0");
    expect((await fetch(`${test.url}/health`)).status).toBe(200);
    expect((await fetch(`${test.url}/ready`)).status).toBe(200);
  });
});

describe("validators", () => {
  function signed(test: TestGateway, uri: string, method: string, target: string, body: string) {
    const headers = signRequest({
      key: crypto.keyring.fromUri(uri), method, target, body: Buffer.from(body), receiver: test.gateway.key.address,
    });
    return fetch(test.url + target, { method, headers, body: method === "GET" ? null : body });
  }

  it("may relay challenges, which look to the miner like customers' requests", async () => {
    const { test, miners, key } = await network();
    const body = JSON.stringify({ kind: "chat", stream: false, request: { ...question, max_tokens: 256, secret_mark: 1 } });
    const target = `/v1/relay/${miners[0]?.key.address}`;
    const response = await signed(test, "//Validator", "POST", target, body);
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("x-plexus-upstream-ms"))).toBeGreaterThan(0);
    const { result, receipt } = (await response.json()) as any;
    expect(result.choices[0].message.content).toBe("The capital is Paris.");
    expect(verifyReceipt(receipt, crypto).ok).toBe(true);
    await (await ask(test, key, question)).text();
    const [challenge, customer] = miners[0]?.asked ?? [];
    expect(challenge).toEqual({ ...customer, request: { ...customer?.request, model: "test-model" } });
    expect(Object.keys(challenge?.request ?? {})).toEqual(Object.keys(customer?.request ?? {}));

    const streamed = await (await signed(test, "//Validator", "POST", target, JSON.stringify({ kind: "chat", stream: true, request: question }))).text();
    expect(streamed).toContain("event: receipt\ndata: {");
    const scored = (await (await signed(test, "//Validator", "POST", target, JSON.stringify({ kind: "completion", request: { prompt: "a", candidates: ["b", "c"] } }))).json()) as any;
    expect(scored.result.choices[0].candidates).toHaveLength(2);
    expect(ledgerSums(test.gateway.ledger.db).charges).toBe(17n);

    expect((await signed(test, "//Stranger", "POST", target, body)).status).toBe(403);
    expect((await fetch(test.url + target, { method: "POST", body })).status).toBe(401);
    const shapes = (await (await signed(test, "//Validator", "GET", "/v1/shapes", "")).json()) as any;
    expect(shapes.shapes[0]).toMatchObject({ kind: "chat", max_tokens: 256, turns: 1, prompt_bytes: 30 });
    expect(JSON.stringify(shapes)).not.toContain("France");
  });

  it("see a miner's failure as it was", async () => {
    const { test, miners } = await network([{ before: () => { throw new AxonError(503, "Busy", "later"); } }]);
    const body = JSON.stringify({ kind: "chat", request: question });
    const response = await signed(test, "//Validator", "POST", `/v1/relay/${miners[0]?.key.address}`, body);
    expect(await response.json()).toEqual({ error: { code: "Busy", message: "later" } });
    expect(response.status).toBe(503);
  });
});
