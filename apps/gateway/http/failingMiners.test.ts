// Miners that fail, and clients that leave (spec: issue §6).

import { AxonError } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { ledgerProblems } from "../ledger/checkLedger.js";
import { startTestMiner } from "../testing/testMiner.js";
import { ask, balanceOf, errorOf, events, jsonOf, question, startNetwork } from "../testing/testNetwork.js";

let crypto: CryptoProvider;
beforeAll(async () => {
  crypto = await nativeCrypto();
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe("when miners fail", () => {
  it("asks another before the first byte and drops the dead one at once", async () => {
    const { test, key, miners } = await startNetwork(crypto, closing, [{ incentive: 0.9 }, { incentive: 0.1 }]);
    await miners[0]?.close();
    for (let count = 0; count < 5; count++) {
      const response = await ask(test, key, { ...question, stream: count % 2 === 0 });
      expect(response.status).toBe(200);
      await response.text();
      expect(response.headers.get("x-plexus-miner")).toBe(miners[1]?.key.address);
    }
    const routing = await jsonOf(fetch(`${test.url}/v1/routing`));
    expect(routing.miners[0]).toMatchObject({ standing: "unhealthy", share: 0 });
    expect(routing.miners[1].share).toBe(1);
    const back = await startTestMiner(crypto, {
      uri: "//Miner0",
      uid: 0,
      incentive: 0.9,
      port: miners[0]?.axon.port as number,
    });
    closing.push(() => back.close());
    await expect
      .poll(async () => (await jsonOf(fetch(`${test.url}/v1/routing`))).miners[0].standing, {
        timeout: 15_000,
      })
      .toBe("eligible");
  });

  it("ends a broken stream with an error that clients raise, and charges nothing", async () => {
    const { test, key } = await startNetwork(crypto, closing, [{ breakAfter: 2 }]);
    const response = await ask(test, key, { ...question, stream: true });
    expect(response.status).toBe(200);
    const chunks = events(await response.text());
    expect(chunks.at(-1).error.code).toBe("miner_failed");
    expect((await balanceOf(test, key)).balance_rao).toBe("1000000000");
  });

  it("calls off the miner when the client leaves, and charges for what was sent", async () => {
    const { test, key, miners } = await startNetwork(crypto, closing, [
      { wordMs: 100, words: Array.from({ length: 100 }, () => " word") },
    ]);
    const gone = new AbortController();
    const response = await ask(test, key, { ...question, stream: true }, undefined, gone.signal);
    const reader = response.body?.getReader();
    for (let count = 0; count < 4; count++) await reader?.read();
    gone.abort();
    await expect.poll(() => miners[0]?.asked[0]?.aborted, { timeout: 10_000 }).toBe(true);
    await expect.poll(async () => (await balanceOf(test, key)).held_rao, { timeout: 10_000 }).toBe("0");
    const spent = BigInt((await balanceOf(test, key)).spent_rao ?? "0");
    expect(spent).toBeGreaterThan(0n);
    expect(spent).toBeLessThan(120n);
    expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
  });

  it("passes on what two miners refuse, and drops neither", async () => {
    const before = () => {
      throw new AxonError(400, "ContextTooLong", "the prompt does not fit");
    };
    const { test, key } = await startNetwork(crypto, closing, [{ before }, { before }]);
    expect(await errorOf(await ask(test, key, question))).toMatchObject({ status: 400, code: "refused_by_miners" });
    expect(test.gateway.health.counts().map((each) => each.state)).toEqual(["closed", "closed"]);
  });

  it("does not let a customer have miners dropped by asking what none can answer", async () => {
    const before = () => {
      throw new AxonError(500, "EngineFailed", "no");
    };
    const { test, key } = await startNetwork(crypto, closing, [{ before }, { before }, { before }]);
    for (let count = 0; count < 5; count++) expect((await ask(test, key, question)).status).toBe(503);
    expect(test.gateway.health.counts().map((each) => each.state)).toEqual(["closed", "closed", "closed"]);
    const {
      test: mixed,
      key: other,
      miners,
    } = await startNetwork(crypto, closing, [
      { before, incentive: 0.9, uri: "//Bad" },
      { incentive: 0.1, uri: "//Good" },
    ]);
    for (let count = 0; count < 12; count++) expect((await ask(mixed, other, question)).status).toBe(200);
    expect(mixed.gateway.health.breaker(miners[0]?.key.address as string).state).toBe("open");
  });

  it("says 503 with Retry-After when nobody is reachable, and waits for a slot when all are busy", async () => {
    const { test, key, miners } = await startNetwork(crypto, closing, [{ slots: 1, wordMs: 20 }]);
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
