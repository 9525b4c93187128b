// The validator's epoch over a relay that the test holds in its hand: what counts, what is void, what is on disk afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signMinerReceipt } from "@plexus/client/axon";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterAll, describe, expect, it } from "vitest";
import { openEvidence } from "../kit/evidence.js";
import type { MarketView } from "../kit/marketView.js";
import { createRng } from "../kit/random.js";
import type { Relay, RelayAnswer, RelayRequest } from "../kit/relay.js";
import { chatResult, cheaters } from "./attackers.js";
import type { EvidenceLine } from "./evidence.js";
import { createTextValidator } from "./validator.js";

const crypto = await nativeCrypto();
const root = mkdtempSync(join(tmpdir(), "plexus-text-validator-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const quiet = new AbortController().signal;
const log = { info: () => undefined, warn: () => undefined };
const keys = ["//A", "//B", "//C"].map((uri) => crypto.keyring.fromUri(uri));
const gateway = crypto.keyring.fromUri("//Gateway");

function receipt(miner: number): unknown {
  const key = keys[miner] as (typeof keys)[number];
  return signMinerReceipt(key, {
    version: 1,
    id: "x",
    netuid: 1,
    model: "m",
    model_sha256: "0".repeat(64),
    request_sha256: "1".repeat(64),
    response_sha256: "2".repeat(64),
    tokens_in: 1,
    tokens_out: 1,
    finished_at_ms: 1,
    miner: key.address,
    gateway: gateway.address,
  });
}

/** A view with the three miners on uids 2, 3, 4. */
const view = {
  netuid: 1,
  block: 5,
  tempo: 20,
  nextEpochBlock: 19,
  own: undefined,
  commitmentOfOwn: undefined,
  offersOfOwn: [],
  metagraph: undefined,
  miners: keys.map((key, at) => ({
    uid: at + 2,
    hotkey: key.address,
    registeredAtBlock: 1,
    offered: ["m"],
    commitment: undefined,
  })),
} as unknown as MarketView;

type Reply = (miner: number, request: RelayRequest) => RelayAnswer;
function relayOf(reply: Reply): Relay & { asked: { miner: number; request: RelayRequest }[] } {
  const asked: { miner: number; request: RelayRequest }[] = [];
  return {
    asked,
    async ask(hotkey, request) {
      const miner = keys.findIndex((key) => key.address === hotkey);
      asked.push({ miner, request });
      return reply(miner, request);
    },
    shapes: async () => [
      { kind: "chat", max_tokens: 50, temperature: 0.5, top_p: 0.9, has_seed: true, has_system: true, stream: true },
      "nonsense",
    ],
  };
}

const answered = (miner: number, result: unknown, upstreamMs = 100): RelayAnswer => ({
  outcome: "answered",
  result,
  receipt: receipt(miner),
  upstreamMs,
  firstByteMs: 50,
});
const tricks = cheaters(createRng(new Uint8Array(32).fill(3)));
/** Reports the word that follows most often, with little weight: malformed never, good sometimes. */
const plain = (request: RelayRequest) => tricks["class unigram"]?.(request, createRng(new Uint8Array(32).fill(4)));

function validatorOf(relay: Relay, folder: string) {
  const evidence = openEvidence<EvidenceLine>({ folder: join(root, folder) });
  let n = 0;
  return {
    evidence,
    market: createTextValidator({
      relay,
      crypto,
      evidence,
      log,
      newSeed: () => new Uint8Array(32).fill((n += 1)),
      spread: 0,
    }),
  };
}

describe("an epoch of the text validator", { timeout: 40_000 }, () => {
  it("asks every miner the same, with customers' parameters, and keeps what it saw", async () => {
    const relay = relayOf((miner, request) => answered(miner, plain(request)));
    const { evidence, market } = validatorOf(relay, "same");
    const shares = await market.measure(view, 30_000, quiet);
    expect([...shares.keys()]).toEqual([2, 3, 4]);
    const bodies = [0, 1, 2].map((miner) =>
      relay.asked.filter((each) => each.miner === miner).map(({ request }) => JSON.stringify(request)),
    );
    expect(bodies[0]?.length).toBe(9);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    const lines = evidence.read(0);
    expect(lines.filter(({ type }) => type === "answer")).toHaveLength(27);
    expect(lines.filter(({ type }) => type === "standing")).toHaveLength(3);
    const [opening] = lines;
    expect(opening).toMatchObject({ type: "epoch", epoch: 0, block: 5 });
  });

  it("draws other challenges with another seed", async () => {
    const relay = relayOf((miner, request) => answered(miner, plain(request)));
    const { market } = validatorOf(relay, "other");
    await market.measure(view, 30_000, quiet);
    const first = relay.asked.map(({ request }) => JSON.stringify(request));
    relay.asked.length = 0;
    await market.measure(view, 30_000, quiet);
    expect(relay.asked.some(({ request }) => first.includes(JSON.stringify(request)))).toBe(false);
  });

  it("charges failures, bad receipts and nonsense, and does not count what the gateway could not carry", async () => {
    const relay = relayOf((miner, request) => {
      if (miner === 0) return { outcome: "failed", status: 503, code: "Busy", upstreamMs: 3 };
      if (miner === 1) return { ...answered(2, plain(request)) };
      return answered(miner, { choices: "what?" });
    });
    const { evidence, market } = validatorOf(relay, "failing");
    const shares = await market.measure(view, 30_000, quiet);
    expect([...shares.values()]).toEqual([0, 0, 0]);
    const answers = evidence.read(0).filter((line) => line.type === "answer");
    expect(new Set(answers.map(({ outcome, code }) => `${outcome} ${code}`))).toEqual(
      new Set(["failed Busy", "malformed BadReceipt", "malformed BadAnswer"]),
    );

    const down = validatorOf(
      relayOf(() => ({ outcome: "void", status: 503, code: "no_miner" })),
      "down",
    );
    await down.market.measure(view, 30_000, quiet);
    expect(down.evidence.read(0).filter((line) => line.type === "answer")).toEqual([]);
    const standing = down.evidence.read(0).find((line) => line.type === "standing");
    expect(standing).toMatchObject({ standing: { answers: { epochs: 0 } } });
  });

  it("goes on after a restart where the last whole epoch ended", async () => {
    const reply: Reply = (miner, request) =>
      miner === 0 && request.kind === "chat" ? answered(miner, chatResult("no idea")) : answered(miner, plain(request));
    const one = validatorOf(relayOf(reply), "restart");
    await one.market.measure(view, 30_000, quiet);
    await one.market.measure(view, 30_000, quiet);
    one.evidence.append(2, { type: "epoch", epoch: 2, block: 60, seed: "00", miners: [], baselines: {} });
    one.evidence.close();
    const again = validatorOf(relayOf(reply), "restart");
    await again.market.measure(view, 30_000, quiet);
    const standing = again.evidence.read(3).find((line) => line.type === "standing");
    expect(standing).toMatchObject({ standing: { answers: { epochs: 3 } } });
  });

  it("stops asking when its window is over", async () => {
    const relay = relayOf((miner, request) => answered(miner, plain(request)));
    const { market } = validatorOf(
      {
        ...relay,
        ask: async (...args) => {
          await new Promise((resolve) => setTimeout(resolve, 400));
          return relay.ask(...args);
        },
      },
      "window",
    );
    await market.measure(view, 2_500, quiet);
    expect(relay.asked.length).toBeLessThan(27);
    expect(relay.asked.length).toBeGreaterThan(0);
  });
});
