// What the application accepts and what it makes of it, over the real law (architecture §3.5).

import { InvalidBlock } from "@plexus/core/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import { hashOf, key, runtime, sign, startNode, transferCall } from "../testing/testNode.js";
import type { Application } from "./application.js";
import { blockTimeOf, timeProblem } from "./blockTime.js";

let node: Node;
let application: Application;
const alice = key("//Alice");
const bob = key("//Bob");
beforeAll(async () => {
  node = await startNode();
  application = node.application;
});
afterAll(() => node.close());

const soon = () => BigInt(Date.now()) + BigInt(application.best.number) * 1_000n + 10_000n;
const xt = (nonce: number) => sign(node, alice, transferCall(bob, 5n), { nonce });

describe("accept", () => {
  test("takes its own proposal and says why it takes no other", () => {
    node.seal();
    const timestampMs = soon();
    const proposal = application.propose({ timestampMs });
    const now = timestampMs;
    expect(application.accept(proposal, now)).toBeUndefined();
    const time = (ms: bigint) => ({ ...proposal, extrinsics: [runtime.timestampInherent(ms)] });
    const parentMs = blockTimeOf(runtime, node.store.block(application.best.number)?.extrinsics[0]) as bigint;
    expect(application.accept(time(parentMs), now)).toContain("does not rise");
    expect(application.accept(time(parentMs + 10n), now)).toContain("less than 125 ms after");
    expect(application.accept({ ...proposal, extrinsics: [] }, now)).toContain("does not set the time");
    expect(application.accept({ ...proposal, extrinsics: [xt(0)] }, now)).toContain("does not set the time");
    expect(
      application.accept({ ...proposal, extrinsics: [...proposal.extrinsics, ...proposal.extrinsics] }, now),
    ).toContain("set twice");
    expect(application.accept({ ...proposal, number: proposal.number + 1 }, now)).toContain("follows on");
    expect(application.accept({ ...proposal, parent: { number: 0, hash: node.genesisHash } }, now)).toContain(
      "follows on",
    );
  });

  test("the clock bounds a time ahead only where blocks keep to the clock", () => {
    const rules = { minimumMs: 125n, boundByClock: true };
    expect(timeProblem(40_000n, 1_000n, 5_000n, rules)).toContain("ahead of this machine's clock");
    expect(timeProblem(34_999n, 1_000n, 5_000n, rules)).toBeUndefined();
    expect(timeProblem(40_000n, 1_000n, 5_000n, { ...rules, boundByClock: false })).toBeUndefined();
    expect(timeProblem(1n, 0n, 0n, rules)).toBeUndefined();
  });
});

describe("finalise", () => {
  test("of a foreign proposal gives the block that the proposer made; nothing is written before commit", async () => {
    const other = await startNode();
    const timestampMs = BigInt(Date.now()) + 60_000n;
    other.pool.submit(sign(other, alice, transferCall(bob, 9n), { nonce: 0 }));
    const proposal = other.application.propose({ timestampMs });
    const made = other.application.finalise(proposal);
    const fresh = await startNode();
    const copied = fresh.application.finalise(structuredClone(proposal));
    expect(copied.hash).toBe(made.hash);
    expect(copied.header).toEqual(made.header);
    expect(fresh.application.best.number).toBe(0);
    expect(fresh.application.finalise(structuredClone(proposal)).hash).toBe(made.hash);
    fresh.application.commit();
    expect(fresh.application.best).toMatchObject({ number: 1, hash: made.hash });
    expect(() => fresh.application.commit()).toThrow("without a finalised block");
    await other.close();
    await fresh.close();
  });

  test("throws InvalidBlock for an extrinsic that does not apply", () => {
    const timestampMs = soon();
    const proposal = application.propose({ timestampMs });
    expect(() => application.finalise({ ...proposal, extrinsics: [...proposal.extrinsics, xt(77)] })).toThrow(
      InvalidBlock,
    );
  });
});

describe("propose", () => {
  test("leaves out and throws out what no longer applies, keeps the rest in nonce order", async () => {
    const fresh = await startNode();
    const poor = key("//Poor");
    const send = (from: typeof alice, to: typeof alice, amountRao: bigint, nonce: number) =>
      fresh.pool.submit(sign(fresh, from, transferCall(to, amountRao), { nonce }));
    send(alice, poor, 1_000_000n, 0);
    fresh.seal();
    // Both are valid alone; the first takes what the second would pay its fee with.
    send(poor, alice, 900_000n, 0);
    send(poor, alice, 800_000n, 1);
    const [block] = fresh.seal();
    expect(block?.extrinsics.length).toBeGreaterThanOrEqual(2);
    fresh.seal();
    expect(fresh.pool.counts()).toMatchObject({ ready: 0 });
    expect(block?.extrinsicHashes[1]).toBe(hashOf(block?.extrinsics[1] as Uint8Array));
    await fresh.close();
  });
});
