// Clients that mean harm or are broken (spec: issue, done-when 8).
import { connect as connectSocket } from "node:net";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import { startTestGateway, type TestGateway, testView } from "../testing/testGateway.js";
import { startTestMiner, type TestMiner } from "../testing/testMiner.js";

let crypto: CryptoProvider;
let test: TestGateway;
let miner: TestMiner;
let key: string;

beforeAll(async () => {
  crypto = await nativeCrypto();
  test = await startTestGateway({ crypto, limits: { bodyMs: 300, stallMs: 300 } });
  miner = await startTestMiner(crypto, { uri: "//Miner", uid: 0, incentive: 1, words: ["a", " b"] });
  test.setView(testView([miner.view]));
  ({ key } = test.fundedKey(10n ** 12n));
});

afterAll(async () => {
  await miner.close();
  await test.close();
});

const valid = {
  model: "plexus/text",
  messages: [{ role: "user", content: "hi" }],
  max_tokens: 2,
  temperature: 0.5,
  top_p: 1,
  stop: ["x"],
  seed: 1,
  stream: false,
  stream_options: { include_usage: true },
  n: 1,
  logprobs: false,
  user: "u",
};
const validCompletion = {
  model: "plexus/text",
  prompt: "hi",
  max_tokens: 2,
  logprobs: 1,
  candidates: ["a"],
  stream: false,
};

/** The valid body with some fields replaced by anything JSON can say. */
function mutated(base: object): fc.Arbitrary<string> {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(1e308, -1, 2 ** 53, "\u0000", "\ud800", [], {}, [[[]]], null),
  );
  return fc
    .record(
      Object.fromEntries(Object.keys(base).map((name) => [name, fc.option(anything, { nil: undefined, freq: 3 })])),
    )
    .map((changes) =>
      JSON.stringify({
        ...base,
        ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
      }),
    );
}

async function send(path: string, body: string | Uint8Array): Promise<{ status: number; body: unknown }> {
  const response = await fetch(test.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: body as BodyInit,
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

async function refusesOrAnswers(path: string, body: string | Uint8Array): Promise<void> {
  const answer = await send(path, body);
  if (answer.status === 200) return;
  expect([400, 402, 404, 413]).toContain(answer.status);
  expect(answer.body).toMatchObject({
    error: { message: expect.any(String), type: expect.any(String), code: expect.any(String) },
  });
}

/** Sends raw bytes slowly or at once; resolves with what came back when the server closes, or after the wait. */
function raw(parts: readonly (string | Uint8Array)[], waitMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectSocket(test.server.port, "127.0.0.1");
    let got = "";
    const end = () => {
      socket.destroy();
      resolve(got);
    };
    const timer = setTimeout(end, waitMs);
    socket.on("data", (part) => {
      got += part.toString("latin1");
    });
    socket.on("close", () => {
      clearTimeout(timer);
      end();
    });
    socket.on("error", () => undefined);
    for (const part of parts) socket.write(part);
  });
}

describe("hostile clients", () => {
  it("get an answer or a refusal in OpenAI's shape for any body", { timeout: 180_000 }, async () => {
    const bodies = fc.oneof(
      { weight: 4, arbitrary: mutated(valid) },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) as fc.Arbitrary<string | Uint8Array> },
    );
    await fc.assert(
      fc.asyncProperty(bodies, (body) => refusesOrAnswers("/v1/chat/completions", body)),
      { numRuns: 250 },
    );
    await fc.assert(
      fc.asyncProperty(mutated(validCompletion), (body) => refusesOrAnswers("/v1/completions", body)),
      { numRuns: 120 },
    );
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
    expect(test.gateway.ledger.holds.total()).toBe(0n);
    expect(test.gateway.open).toBe(0);
  });

  it("are cut off when they speak no HTTP, and nothing else suffers", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const got = await raw([bytes, "\r\n\r\n"], 1_000);
        expect(got === "" || got.startsWith("HTTP/1.1 4")).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect((await send("/v1/chat/completions", JSON.stringify(valid))).status).toBe(200);
  });

  it("get 408 for a body that does not arrive, 413 for one that is too long, 431 for endless headers", async () => {
    const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n`;
    expect(await raw([`${head}content-length: 100\r\n\r\n{`], 3_000)).toMatch(/^HTTP\/1.1 408/);
    expect(
      await raw(
        [
          `${head}transfer-encoding: chunked\r\n\r\n`,
          ...Array.from({ length: 40 }, () => `8000\r\n${"x".repeat(0x8000)}\r\n`),
        ],
        3_000,
      ),
    ).toMatch(/^HTTP\/1.1 413/);
    expect(await raw([`GET / HTTP/1.1\r\nx: ${"y".repeat(20_000)}\r\n\r\n`], 3_000)).toMatch(/^HTTP\/1.1 431/);
    expect(
      await raw(["POST /v1/chat/completions HTTP/1.1\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n"], 3_000),
    ).toMatch(/^HTTP\/1.1 400/);
  });

  it("that read nothing do not keep a stream open", { timeout: 60_000 }, async () => {
    const talker = await startTestMiner(crypto, {
      uri: "//Talker",
      uid: 1,
      incentive: 1,
      wordMs: 5,
      words: Array.from({ length: 100 }, () => "w".repeat(50_000)),
    });
    test.setView(
      testView([{ ...talker.view, offers: talker.view.offers.map((offer) => ({ ...offer, model: "talker" })) }]),
    );
    const body = JSON.stringify({ ...valid, model: "talker", stream: true, max_tokens: 100 });
    const socket = connectSocket(test.server.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.pause();
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => talker.asked.length, { timeout: 15_000 }).toBe(1);
    await expect.poll(() => test.gateway.open, { timeout: 10_000 }).toBe(0);
    expect(test.gateway.ledger.holds.total()).toBe(0n);
    socket.destroy();
    await talker.close();
    test.setView(testView([miner.view]));
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("cannot spend the same money twice at once", async () => {
    const poor = test.fundedKey(100n);
    const before = ledgerSums(test.gateway.ledger.db).charges;
    const body = JSON.stringify({ ...valid, stop: undefined });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${test.url}/v1/chat/completions`, {
          method: "POST",
          headers: { authorization: `Bearer ${poor.key}` },
          body,
        }),
      ),
    );
    const paid = answers.filter((answer) => answer.status === 200).length;
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 402]));
    expect(ledgerSums(test.gateway.ledger.db).charges - before).toBe(BigInt(paid) * 11n);
    expect(BigInt(paid) * 11n).toBeLessThanOrEqual(100n);
  });
});
