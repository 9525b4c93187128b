// Traffic follows the weights, and survives the death of the best miner (spec: issue, done-when 4).
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ledgerProblems } from "../ledger/checkLedger.js";
import { startTestGateway, type TestGateway, testView } from "../testing/testGateway.js";
import { startTestMiner, type TestMiner, type TestMinerOptions } from "../testing/testMiner.js";

const words = Array.from({ length: 16 }, (_, index) => ` w${index}`);
const options: TestMinerOptions[] = [0.44, 0.3, 0.2, 0.06].map((incentive, uid) => ({
  uri: `//Traffic${uid}`,
  uid,
  incentive,
  words,
  slots: 8,
  wordMs: uid === 1 ? 1 : undefined,
  priceIn: BigInt(1_000_000 * (uid + 1)),
  priceOut: BigInt(1_000_000 * (uid + 1)),
}));

let crypto: CryptoProvider;
let test: TestGateway;
let miners: TestMiner[];
let key: string;

beforeAll(async () => {
  crypto = await nativeCrypto();
  test = await startTestGateway({ crypto });
  miners = await Promise.all(options.map((each) => startTestMiner(crypto, each)));
  test.setView(testView(miners.map((miner) => miner.view)));
  ({ key } = test.fundedKey(10n ** 12n));
});

afterAll(async () => {
  for (const miner of miners) await miner.close();
  await test.close();
});

interface Outcome {
  readonly miner: string | null;
  readonly status: number;
  /** Some of the answer came. */
  readonly begun: boolean;
  readonly whole: boolean;
}

async function ask(stream: boolean): Promise<Outcome> {
  const body = JSON.stringify({
    model: "plexus/text",
    stream,
    max_tokens: 16,
    messages: [{ role: "user", content: "hi" }],
  });
  const response = await fetch(`${test.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body,
  });
  const text = await response.text();
  const whole = response.status === 200 && (!stream || text.endsWith("data: [DONE]\n\n"));
  return {
    miner: response.headers.get("x-plexus-miner"),
    status: response.status,
    begun: response.status === 200,
    whole,
  };
}

async function askMany(
  count: number,
  open: number,
  stream: boolean,
  onDone?: (done: number) => Promise<void>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: open }, async () => {
      while (left > 0) {
        left -= 1;
        outcomes.push(await ask(stream));
        await onDone?.(outcomes.length);
      }
    }),
  );
  return outcomes;
}

async function shares(): Promise<Map<string, number>> {
  const { miners: rows } = (await (await fetch(`${test.url}/v1/routing`)).json()) as {
    miners: { hotkey: string; share: number }[];
  };
  return new Map(rows.map((row) => [row.hotkey, row.share]));
}

it("follows the routing weights in force: total variation ≤ 0.06", { timeout: 180_000 }, async () => {
  const inForce = new Map<string, number>();
  const outcomes = await askMany(600, 2, false, async (done) => {
    if (done % 20 !== 0) return;
    for (const [hotkey, share] of await shares()) inForce.set(hotkey, (inForce.get(hotkey) ?? 0) + share / 30);
  });
  expect(outcomes.every((outcome) => outcome.whole)).toBe(true);
  const variation =
    [...inForce].reduce(
      (sum, [hotkey, share]) => sum + Math.abs(outcomes.filter((each) => each.miner === hotkey).length / 600 - share),
      0,
    ) / 2;
  expect(variation).toBeLessThan(0.06);
  expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
});

it("loses no request that had no byte when the best miner dies, and gives it traffic again after its return", {
  timeout: 150_000,
}, async () => {
  const best = miners[0] as TestMiner;
  let diedAfter = 0;
  const outcomes = await askMany(200, 4, true, async (done) => {
    if (done !== 60) return;
    diedAfter = done;
    await best.close();
  });
  expect(diedAfter).toBe(60);
  expect(outcomes.filter((outcome) => !outcome.begun)).toEqual([]);
  // Up to four were open at it; they broke off with an error, all others are whole.
  expect(outcomes.filter((outcome) => !outcome.whole).length).toBeLessThanOrEqual(4);
  expect(outcomes.slice(70).every((outcome) => outcome.miner !== best.key.address)).toBe(true);
  expect((await shares()).get(best.key.address)).toBe(0);

  const { port } = best.axon;
  miners[0] = await startTestMiner(crypto, { ...(options[0] as TestMinerOptions), port });
  await expect.poll(async () => (await shares()).get(best.key.address), { timeout: 15_000 }).toBeGreaterThan(0.2);
  const after = await askMany(40, 2, true);
  expect(after.some((outcome) => outcome.miner === best.key.address)).toBe(true);
  expect(ledgerProblems(test.gateway.ledger.db)).toEqual([]);
});
