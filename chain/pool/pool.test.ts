// What the pool promises to those who submit: order, limits, replacement, statuses, nonces (substrate-wire.md §1.5, §5).

import { createHash } from "node:crypto";
import type { Validity } from "@plexus/core/runtime";
import { concatBytes, type Hex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PoolStatus } from "./entry.js";
import type { PoolLimits } from "./limits.js";
import { Pool } from "./pool.js";

const nonceTag = (who: Uint8Array, nonce: number): Hex => toHex(concatBytes(who, Uint8Array.of(nonce)));
const accountId = (id: number): Hex => toHex(account(id));
const account = (id: number): Uint8Array => new Uint8Array(32).fill(id);
const hash = (bytes: Uint8Array): Hex => toHex(createHash("sha256").update(bytes).digest());

/** A signed extrinsic to the pool's eye; the call is priority and nonce. */
function extrinsic(from: number, nonce: number, priority = 1, padding = 0): Uint8Array {
  const body = concatBytes(
    Uint8Array.of(0x84, 0),
    account(from),
    Uint8Array.of(nonce, priority),
    new Uint8Array(40 + padding),
  );
  const length = (body.length << 2) | 1;
  return concatBytes(Uint8Array.of(length & 0xff, length >> 8), body);
}

/** A chain of which only the nonces matter. */
function setUp(limits: Partial<PoolLimits> = {}) {
  const nonces = new Map<number, number>();
  const world = { number: 10, now: 0, longevity: 2n ** 64n - 1n, invalid: new Set<Hex>(), checks: 0 };
  const validate = (bytes: Uint8Array): Validity => {
    world.checks++;
    if (world.invalid.has(hash(bytes))) return { ok: false, kind: "Invalid", name: "Payment", message: "poor" };
    const from = bytes[4] as number;
    const nonce = bytes[36] as number;
    const current = nonces.get(from) ?? 0;
    if (nonce < current) return { ok: false, kind: "Invalid", name: "Stale", message: "old" };
    return {
      ok: true,
      priority: BigInt(bytes[37] as number),
      requires: nonce > current ? [nonceTag(account(from), nonce - 1)] : [],
      provides: [nonceTag(account(from), nonce)],
      longevity: world.longevity,
      propagate: true,
    };
  };
  const pool = new Pool({
    validate,
    hash,
    rules: () => 462,
    head: () => ({ number: world.number, hash: "0x00" }),
    now: () => world.now,
    limits,
  });
  const seal = (extrinsics: Uint8Array[]) => {
    world.number++;
    for (const bytes of extrinsics) nonces.set(bytes[4] as number, (bytes[36] as number) + 1);
    const head = { number: world.number, hash: toHex(account(world.number)) };
    pool.onBlock(
      head,
      extrinsics.map((bytes) => ({ hash: hash(bytes), bytes })),
    );
    pool.onFinalised(head, extrinsics.map(hash));
    return head;
  };
  const order = () => [...pool.ready()].map((entry) => `${entry.bytes[4]}:${entry.bytes[36]}`);
  const statuses = (bytes: Uint8Array): PoolStatus[] => {
    const heard: PoolStatus[] = [];
    pool.watch(hash(bytes), (status) => heard.push(status));
    return heard;
  };
  return { pool, world, seal, order, statuses, nonces };
}

const refusal = (reason: string) => expect.objectContaining({ refusal: expect.objectContaining({ reason }) });

describe("queues", () => {
  test("a higher nonce waits in future until the gap closes, and nextNonce counts the chain without gap", () => {
    const { pool, order, statuses } = setUp();
    pool.submit(extrinsic(1, 2));
    pool.submit(extrinsic(1, 1));
    const heard = statuses(extrinsic(1, 2));
    expect(order()).toEqual([]);
    expect(pool.counts()).toMatchObject({ ready: 0, future: 2 });
    expect(pool.nextNonce(accountId(1), 0)).toBe(0);
    pool.submit(extrinsic(1, 0));
    expect(order()).toEqual(["1:0", "1:1", "1:2"]);
    expect(pool.nextNonce(accountId(1), 0)).toBe(3);
    expect(heard).toEqual(["future", "ready"]);
  });

  test("order: priority first, arrival second, never before what is required", () => {
    const { pool, order } = setUp();
    pool.submit(extrinsic(1, 0, 1));
    pool.submit(extrinsic(1, 1, 9));
    pool.submit(extrinsic(2, 0, 5));
    pool.submit(extrinsic(3, 0, 5));
    expect(order()).toEqual(["2:0", "3:0", "1:0", "1:1"]);
  });

  test("any submissions in any order: ready is the gapless part of each account, in nonce order", () => {
    const submission = fc.record({
      from: fc.integer({ min: 1, max: 4 }),
      nonce: fc.nat(6),
      priority: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(submission, { maxLength: 40 }), (submissions) => {
        const { pool } = setUp();
        const best = new Map<string, number>();
        for (const { from, nonce, priority } of submissions) {
          const key = `${from}:${nonce}`;
          const held = best.get(key);
          if (held !== undefined && held >= priority)
            expect(() => pool.submit(extrinsic(from, nonce, priority))).toThrow();
          else {
            pool.submit(extrinsic(from, nonce, priority));
            best.set(key, priority);
          }
        }
        const ready = [...pool.ready()].map((entry) => [entry.bytes[4] as number, entry.bytes[36] as number] as const);
        for (const from of [1, 2, 3, 4]) {
          const expected = [];
          for (let nonce = 0; best.has(`${from}:${nonce}`); nonce++) expected.push(nonce);
          expect(ready.filter(([who]) => who === from).map(([, nonce]) => nonce)).toEqual(expected);
          expect(pool.nextNonce(accountId(from), 0)).toBe(expected.length);
        }
        expect(pool.counts().ready).toBe(ready.length);
        expect(pool.counts().ready + pool.counts().future).toBe(best.size);
      }),
      { numRuns: 100 },
    );
  });
});

describe("refusals", () => {
  test("the same bytes twice, invalid ones, too large ones, a full account", () => {
    const { pool, world } = setUp({ perAccount: 2, extrinsicBytes: 200 });
    pool.submit(extrinsic(1, 0));
    expect(() => pool.submit(extrinsic(1, 0))).toThrow(refusal("alreadyImported"));
    world.invalid.add(hash(extrinsic(2, 0)));
    expect(() => pool.submit(extrinsic(2, 0))).toThrow(refusal("invalid"));
    expect(() => pool.submit(extrinsic(2, 0, 1, 500))).toThrow(refusal("tooLarge"));
    pool.submit(extrinsic(1, 1));
    expect(() => pool.submit(extrinsic(1, 2))).toThrow(refusal("immediatelyDropped"));
  });

  test("one that turned invalid in the pool is banned for a while without another check", () => {
    const { pool, world } = setUp({ banMs: 1000 });
    pool.submit(extrinsic(1, 0));
    pool.reject(hash(extrinsic(1, 0)));
    const checks = world.checks;
    expect(() => pool.submit(extrinsic(1, 0))).toThrow(refusal("banned"));
    expect(world.checks).toBe(checks);
    world.now = 1000;
    pool.submit(extrinsic(1, 0));
  });

  test("a full pool gives up the least wanted, or refuses the newcomer if that is it", () => {
    const { pool, statuses, order } = setUp({ readyCount: 2 });
    pool.submit(extrinsic(1, 0, 3));
    pool.submit(extrinsic(2, 0, 5));
    expect(() => pool.submit(extrinsic(3, 0, 2))).toThrow(refusal("immediatelyDropped"));
    const heard = statuses(extrinsic(1, 0, 3));
    pool.submit(extrinsic(4, 0, 7));
    expect(heard).toEqual(["ready", "dropped"]);
    expect(order()).toEqual(["4:0", "2:0"]);
  });
});

describe("replacement", () => {
  test("a better bid for the same nonce usurps, an equal one does not; followers stay", () => {
    const { pool, statuses, order } = setUp();
    pool.submit(extrinsic(1, 0, 3));
    pool.submit(extrinsic(1, 1, 3));
    const heard = statuses(extrinsic(1, 0, 3));
    expect(() => pool.submit(extrinsic(1, 0, 3, 1))).toThrow(refusal("tooLowPriority"));
    pool.submit(extrinsic(1, 0, 4));
    expect(heard).toEqual(["ready", { usurped: hash(extrinsic(1, 0, 4)) }]);
    expect(order()).toEqual(["1:0", "1:1"]);
  });
});

describe("after a block", () => {
  test("included ones leave with inBlock and finalized, followers stay ready", () => {
    const { pool, seal, statuses, order } = setUp();
    pool.submit(extrinsic(1, 0));
    pool.submit(extrinsic(1, 1));
    const heard = statuses(extrinsic(1, 0));
    const head = seal([extrinsic(1, 0)]);
    expect(heard).toEqual(["ready", { inBlock: head.hash }, { finalized: head.hash }]);
    expect(order()).toEqual(["1:1"]);
    expect(pool.nextNonce(accountId(1), 1)).toBe(2);
  });

  test("an extrinsic that the pool never saw makes its rival invalid and its follower ready", () => {
    const { pool, seal, statuses, order } = setUp();
    pool.submit(extrinsic(1, 0, 1));
    pool.submit(extrinsic(1, 1, 1));
    const rival = statuses(extrinsic(1, 0, 1));
    seal([extrinsic(1, 0, 9)]);
    expect(rival).toEqual(["ready", "invalid"]);
    expect(order()).toEqual(["1:1"]);
  });

  test("mortal ones end with their last block; lonely future ones are dropped in time", () => {
    const { pool, world, seal, statuses } = setUp({ futureLifeBlocks: 3 });
    world.longevity = 2n;
    pool.submit(extrinsic(1, 0));
    world.longevity = 2n ** 64n - 1n;
    pool.submit(extrinsic(2, 5));
    const mortal = statuses(extrinsic(1, 0));
    const lonely = statuses(extrinsic(2, 5));
    seal([]);
    expect(mortal).toEqual(["ready"]);
    seal([]);
    expect(mortal).toEqual(["ready", "invalid"]);
    seal([]);
    seal([]);
    expect(lonely).toEqual(["future", "dropped"]);
    expect(pool.counts()).toMatchObject({ ready: 0, future: 0, bytes: 0 });
  });

  test("the rest is checked again in turns", () => {
    const { pool, world, seal, statuses } = setUp({ revalidatedPerBlock: 1 });
    pool.submit(extrinsic(1, 0));
    const heard = statuses(extrinsic(1, 0));
    world.invalid.add(hash(extrinsic(1, 0)));
    for (let block = 0; block < 4; block++) seal([]);
    expect(heard).toEqual(["ready", "invalid"]);
  });
});

test("one invalid entry sends its followers to future, where a replacement finds them", () => {
  const { pool, order, statuses } = setUp();
  for (const nonce of [0, 1, 2]) pool.submit(extrinsic(1, nonce));
  const follower = statuses(extrinsic(1, 2));
  pool.reject(hash(extrinsic(1, 0)));
  expect(order()).toEqual([]);
  pool.submit(extrinsic(1, 0, 2));
  expect(order()).toEqual(["1:0", "1:1", "1:2"]);
  expect(follower).toEqual(["ready", "future", "ready"]);
});
