// The upgrade to 463 on a chain with producers that miss blocks: what counted before counts after, what was not there is.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { EMPTY_STATE, Overlay } from "@plexus/core/frame";
import { decode, utf8, vec } from "@plexus/core/scale";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bitmap } from "../pallets/producers/absences/bitmap.js";
import { AbsentHeights, heights } from "../pallets/producers/absences/heights.js";
import { ProducerInfo } from "../pallets/producers/index.js";
import { Names } from "../pallets/producers/storage.js";
import { LastRuntimeUpgrade } from "../pallets/system/storage.js";
import { History, Scheduled } from "../pallets/upgrades/storage.js";
import { CODE_KEY } from "../rules.js";
import { ProducersChain } from "../testing/producersChain.js";
import { migrateTo463 } from "./463.js";

const crypto = await nativeCrypto();
const alice = crypto.keyring.fromUri("//Alice");

function schedule(made: ProducersChain, at_block: number): void {
  const call = {
    pallet: "Upgrades",
    call: "schedule",
    args: { spec_version: 463, at_block, release_hash: new Uint8Array(32) },
  };
  expect(made.call(alice, "sudo", { call }, "Sudo").refusals).toEqual([]);
}

test("absences carry over, producers name themselves, and every invariant holds in between", () => {
  const made = new ProducersChain(crypto);
  const describeProducer = { hotkey: made.of(0).hot.accountId, name: utf8.encode("first") };
  for (let number = 1; number <= 12; number++) {
    const absent = [...(number % 3 === 0 ? [1] : []), ...(number % 4 === 0 ? [2] : [])];
    made.seal({ author: 0, absent });
  }
  expect(() => made.call(made.of(0).cold, "describe", describeProducer)).toThrow(/describe/);
  schedule(made, 19);
  made.runTo(18, { author: 0, absent: [2] });
  const count = (record: typeof heights) =>
    made.producers.map(({ address }) => record.count(made.view, address, made.chain.number, 100));
  const before = count(heights);
  expect(before).toEqual([0, 4, 8, 0]);
  // Asked before its first block, the new rules read what they will find: their own shape of the old rows.
  const head = { number: made.chain.number, hash: made.chain.hash };
  const answers = [1, 2].map(() =>
    made.chain.runtime.call(made.view.state, head, "ProducersApi_get_producers", new Uint8Array()),
  );
  const infos = vec(ProducerInfo);
  const told = answers.map((bytes) => decode(infos, bytes));
  expect(told[0]?.map(({ hotkey, missed }) => [hotkey, missed])).toEqual(
    expect.arrayContaining(made.producers.map(({ hot }, i) => [hot.accountId, before[i]])),
  );
  expect(told[1]).toEqual(told[0]);
  expect(count(heights)).toEqual(before);
  const rowsBefore = Array.from(AbsentHeights.entries(made.view)).length;
  expect(made.chain.runtime.version.specVersion).toBe(463);

  const block = made.seal({ author: 0 });
  expect(block.number).toBe(19);
  expect(block.events[0]).toMatchObject({ phase: { type: "Initialization" }, event: { name: "Applied" } });
  expect(count(bitmap)).toEqual(before);
  expect(Array.from(bitmap.entry.entries(made.view))).toHaveLength(rowsBefore);
  expect(LastRuntimeUpgrade.get(made.view)?.spec_version).toBe(463);
  expect(Buffer.from(made.view.state.get(CODE_KEY) as Uint8Array).toString()).toBe("plexus/463");
  expect(Scheduled.get(made.view)).toBeUndefined();
  expect(History.get(made.view)).toMatchObject([{ spec_version: 463, at_block: 19 }]);

  expect(made.call(made.of(0).cold, "describe", describeProducer).refusals).toEqual([]);
  expect(Buffer.from(Names.get(made.view, describeProducer.hotkey)).toString()).toBe("first");
  // What is missed from here on adds to what was missed under the old rules.
  made.seal({ author: 0, absent: [1, 2] });
  expect(count(bitmap)).toEqual([0, 5, 9, 0]);
});

test("any record counts the same over any window, and the same state always migrates to the same bytes", () => {
  const address = new Uint8Array(20).fill(9);
  const record = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 120 });
  fc.assert(
    fc.property(
      record,
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 1, max: 1_000 }),
      (list, base, window) => {
        const rising = list.map((each) => base + each).sort((a, b) => a - b);
        const migrated = () => {
          const ctx = { crypto, state: new Overlay(EMPTY_STATE) };
          AbsentHeights.set(ctx, address, rising);
          const last = rising.at(-1) ?? base;
          const expected = [last, last + 7].map((height) => heights.count(ctx, address, height, window));
          migrateTo463(ctx as never);
          expect([last, last + 7].map((height) => bitmap.count(ctx, address, height, window))).toEqual(expected);
          return [...ctx.state.changes()];
        };
        expect(migrated()).toEqual(migrated());
      },
    ),
    { numRuns: 150 },
  );
});
