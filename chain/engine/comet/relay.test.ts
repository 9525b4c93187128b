// What is offered to peers, when, and until when; what strangers hand over never ends the node.
import { createHash } from "node:crypto";
import { Pool } from "@plexus/chain/pool";
import type { Validity } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import { openParcel, packParcels } from "./parcel.js";
import { poolHandlers } from "./poolHandlers.js";
import { Relay } from "./relay.js";

const hash = (bytes: Uint8Array): Hex => toHex(createHash("sha256").update(bytes).digest());
const valid = (bytes: Uint8Array): Validity => ({
  ok: true,
  priority: 1n,
  requires: [],
  provides: [hash(bytes)],
  longevity: 64n,
  propagate: true,
});

function setUp(validate: (bytes: Uint8Array) => Validity = valid) {
  const head = { number: 1, hash: "0x00" as Hex };
  const pool = new Pool({ validate, hash, rules: () => 462, head: () => head, now: () => 0 });
  const clock = { ms: 0 };
  const relay = new Relay(pool, { now: () => clock.ms });
  const include = (...list: Uint8Array[]) => {
    head.number++;
    pool.onBlock(
      head,
      list.map((bytes) => ({ hash: hash(bytes), bytes })),
    );
  };
  /** What is in the parcels. */
  const reap = (maxBytes: number) => relay.reap(maxBytes).flatMap((parcel) => openParcel(parcel) as Uint8Array[]);
  return { pool, relay, clock, include, reap, handlers: poolHandlers(pool, relay, silentLogger) };
}

let serial = 0;
const parcelOf = (...list: Uint8Array[]) => packParcels(list, () => serial++)[0] as Uint8Array;

const a = Uint8Array.of(1);
const b = Uint8Array.of(2, 2);

test("own ones go at once, those of peers only if they still wait a moment later", () => {
  const { pool, reap, clock, include } = setUp();
  pool.submit(a);
  pool.submit(b, "peer");
  expect(reap(0)).toEqual([a]);
  expect(reap(0)).toEqual([]);
  clock.ms = 499;
  expect(reap(0)).toEqual([]);
  clock.ms = 500;
  expect(reap(0)).toEqual([b]);
  include(b);
  clock.ms = 5_000;
  expect(reap(0)).toEqual([a]);
});

test("what waits long is offered ever more rarely; what is in a block never again", () => {
  const { pool, reap, clock, include } = setUp();
  pool.submit(a);
  const offeredAt: number[] = [];
  for (clock.ms = 0; clock.ms <= 300_000; clock.ms += 50) if (reap(0).length > 0) offeredAt.push(clock.ms);
  expect(offeredAt).toEqual([0, 5_000, 20_000, 80_000, 140_000, 200_000, 260_000]);
  include(a);
  clock.ms += 100_000;
  expect(reap(0)).toEqual([]);
});

test("a peer that joins hears of everything that waits", () => {
  const { pool, relay, reap } = setUp();
  pool.submit(a);
  pool.submit(b, "peer");
  reap(0);
  relay.offerAll();
  expect(reap(0)).toEqual([a, b]);
  expect(reap(0)).toEqual([]);
});

test("no more bytes at once than asked for, and nothing is lost", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 50 }), { selector: hash, maxLength: 30 }),
      (list) => {
        const { pool, reap } = setUp();
        for (const each of list) pool.submit(each);
        const got: Uint8Array[] = [];
        for (let portion = reap(100); portion.length > 0; portion = reap(100)) {
          const size = portion.reduce((sum, each) => sum + each.length, 0);
          expect(portion.length === 1 || size <= 100).toBe(true);
          got.push(...portion);
        }
        expect(got.map(hash)).toEqual(list.map(hash));
      },
    ),
    { numRuns: 50 },
  );
});

test("each extrinsic of a parcel is judged for itself", async () => {
  const refusal = new Map<Hex, Validity>();
  const { pool, handlers, include } = setUp((bytes) => refusal.get(hash(bytes)) ?? valid(bytes));
  const insert = async (tx: Uint8Array) => (await handlers.insertTx({ tx })).code;
  refusal.set(hash(a), { ok: false, kind: "Invalid", name: "Payment", message: "" });
  expect(await insert(parcelOf(a, b))).toBe(0);
  expect([pool.has(hash(a)), pool.has(hash(b))]).toEqual([false, true]);
  refusal.clear();
  expect(await insert(parcelOf(a, b))).toBe(0);
  expect(pool.has(hash(a))).toBe(true);
  include(a, b);
  expect(await insert(parcelOf(a, b))).toBe(0);
  expect(pool.counts().ready).toBe(0);
  expect(await insert(a)).toBe(1);
  expect((await handlers.checkTx({ tx: b, type: 0 })).code).toBe(1);
});

test("a law that fails on an extrinsic is no way to end a node", async () => {
  const { handlers } = setUp(() => {
    throw new Error("a bug");
  });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (tx) => {
      expect((await handlers.insertTx({ tx: parcelOf(tx) })).code).toBe(0);
      expect((await handlers.insertTx({ tx })).code).toBe(1);
    }),
    { numRuns: 50 },
  );
});
