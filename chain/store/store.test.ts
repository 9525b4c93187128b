// The store against a plain model: every height's map, its iteration, its root and its proofs (architecture §3.6).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootOf, verifyProof } from "@plexus/core/merkle";
import { compareBytes, fromHex, type Hex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { sha256 } from "./stateTree.js";
import { StateUnavailable, Store } from "./store.js";

const hashing = { sha256 };
type Model = Map<Hex, Uint8Array>;

const stores: Store[] = [];
const open = (directory: string | undefined, keepBlocks: number | "all" = "all") => {
  const store = new Store({ directory, keepBlocks });
  stores.push(store);
  return store;
};
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

const hashFor = (number: number): Hex => toHex(sha256(Buffer.from(`block ${number}`)));

function addBlock(store: Store, changes: Map<Hex, Uint8Array | null>): void {
  const number = store.head ? store.head.number + 1 : 0;
  const staged = store.stage(changes);
  const extrinsic = Buffer.from(`extrinsic ${number}`);
  const block = { number, hash: hashFor(number), header: Buffer.from([number]), extrinsics: [extrinsic] };
  store.commit(staged, block, [toHex(sha256(extrinsic))], [{ ok: true }], true);
}

// Few distinct bytes, so that keys are prefixes of one another and of the escapes.
const keyArbitrary = fc
  .array(fc.constantFrom(0x00, 0x01, 0xfe, 0xff), { minLength: 1, maxLength: 4 })
  .map((k) => toHex(Uint8Array.from(k)));
const valueArbitrary = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 5 }) },
);
const changesArbitrary = fc
  .array(fc.tuple(keyArbitrary, valueArbitrary), { maxLength: 8 })
  .map((entries) => new Map(entries));

function sortedEntries(model: Model): [Hex, Hex][] {
  return [...model]
    .map(([key, value]): [Hex, Hex] => [key, toHex(value)])
    .sort(([a], [b]) => compareBytes(fromHex(a), fromHex(b)));
}

function modelsOf(blocks: Map<Hex, Uint8Array | null>[]): Model[] {
  const models: Model[] = [];
  for (const changes of blocks) {
    const model: Model = new Map(models.at(-1));
    for (const [key, value] of changes) {
      if (value === null) model.delete(key);
      else model.set(key, value);
    }
    models.push(model);
  }
  return models;
}

function read(reader: ReturnType<Store["at"]>, prefix: Hex, startAfter?: Hex): [Hex, Hex][] {
  return [...reader.iterate(fromHex(prefix), startAfter && fromHex(startAfter))].map(([k, v]) => [toHex(k), toHex(v)]);
}

function expectHeight(store: Store, model: Model, height: number, keys: Hex[], prefix: Hex, startAfter: Hex): void {
  const reader = store.at(height);
  for (const key of keys) {
    const value = reader.get(fromHex(key));
    expect(value && toHex(value)).toBe(model.has(key) ? toHex(model.get(key) as Uint8Array) : undefined);
  }
  expect(read(reader, "0x")).toEqual(sortedEntries(model));
  const under = sortedEntries(model).filter(([key]) => key.startsWith(prefix));
  expect(read(reader, prefix)).toEqual(under);
  const after = under.filter(([key]) => compareBytes(fromHex(key), fromHex(startAfter)) > 0);
  expect(read(reader, prefix, startAfter)).toEqual(after);
}

describe("state at every height", () => {
  test("equals a plain map: get, iterate by prefix and start, root, after reopening too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(changesArbitrary, { minLength: 1, maxLength: 8 }),
        keyArbitrary,
        keyArbitrary,
        async (blocks, prefix, startAfter) => {
          const directory = mkdtempSync(join(tmpdir(), "plexus-store-"));
          const models = modelsOf(blocks);
          let store = open(directory);
          for (const [height, changes] of blocks.entries()) {
            addBlock(store, changes);
            const entries = [...(models[height] as Model)].map(([key, value]) => [fromHex(key), value] as const);
            expect(store.stateRoot).toBe(toHex(rootOf(hashing, entries)));
          }
          await store.close();
          stores.pop();
          store = open(directory);
          const keys = [...new Set([...blocks.flatMap((changes) => [...changes.keys()]), prefix])];
          for (const [height, model] of models.entries()) expectHeight(store, model, height, keys, prefix, startAfter);
          await store.close();
          stores.pop();
          rmSync(directory, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  test("proofs of presence and absence verify at every height, and no mutated one does", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(changesArbitrary, { minLength: 2, maxLength: 6 }),
        keyArbitrary,
        fc.nat(),
        async (blocks, key, seed) => {
          const store = open(undefined);
          for (const changes of blocks) addBlock(store, changes);
          const models = modelsOf(blocks);
          for (const [height, model] of models.entries()) {
            const { root, entries } = await store.prove([fromHex(key)], height);
            const { value, proof } = entries[0] as (typeof entries)[0];
            const rootBytes = fromHex(root);
            expect(root).toBe(
              toHex(
                rootOf(
                  hashing,
                  [...model].map(([k, v]) => [fromHex(k), v] as const),
                ),
              ),
            );
            expect(value && toHex(value)).toBe(model.has(key) ? toHex(model.get(key) as Uint8Array) : undefined);
            expect(verifyProof(hashing, rootBytes, fromHex(key), value, proof)).toBe(true);
            const lie =
              value === undefined ? Uint8Array.of(7) : seed % 2 === 0 ? undefined : Uint8Array.from([...value, 1]);
            expect(verifyProof(hashing, rootBytes, fromHex(key), lie, proof)).toBe(false);
            const siblings = proof.siblings.map((sibling) => sibling.slice());
            if (siblings.length > 0) {
              const victim = siblings[seed % siblings.length] as Uint8Array;
              (victim as Uint8Array)[seed % 32] = (victim[seed % 32] as number) ^ 1;
              expect(verifyProof(hashing, rootBytes, fromHex(key), value, { ...proof, siblings })).toBe(false);
              expect(
                verifyProof(hashing, rootBytes, fromHex(key), value, { ...proof, siblings: proof.siblings.slice(1) }),
              ).toBe(false);
            }
            if (proof.other) {
              const path = proof.other.path.slice();
              path[31] = (path[31] as number) ^ 1;
              expect(
                verifyProof(hashing, rootBytes, fromHex(key), value, { ...proof, other: { ...proof.other, path } }),
              ).toBe(false);
            }
          }
          await store.close();
          stores.pop();
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe("blocks", () => {
  test("are found by number and hash, extrinsics by hash", () => {
    const store = open(undefined);
    for (let number = 0; number < 3; number++) addBlock(store, new Map());
    expect(store.head).toMatchObject({ number: 2, hash: hashFor(2) });
    expect(store.finalised).toEqual({ number: 2, hash: hashFor(2) });
    expect(store.numberOf(fromHex(hashFor(1)))).toBe(1);
    expect(store.numberOf(fromHex(hashFor(9)))).toBeUndefined();
    expect(store.block(1)?.extrinsics.map((bytes) => Buffer.from(bytes).toString())).toEqual(["extrinsic 1"]);
    expect(store.extrinsic(sha256(Buffer.from("extrinsic 2")))).toEqual({ number: 2, index: 0 });
    expect(store.outcomes(2)).toEqual([{ ok: true }]);
    expect(store.block(3)).toBeUndefined();
  });

  test("must follow on the head", () => {
    const store = open(undefined);
    const staged = store.stage(new Map());
    const block = { number: 5, hash: hashFor(5), header: new Uint8Array(), extrinsics: [] };
    expect(() => store.commit(staged, block, [], [], true)).toThrow("block 5 where 0 is due");
  });
});

describe("pruning", () => {
  test("keeps exactly the asked number of heights readable and says so about the others", () => {
    const store = open(undefined, 10);
    for (let number = 0; number <= 40; number++) {
      addBlock(
        store,
        new Map([
          ["0x01" as Hex, Uint8Array.of(number)],
          [toHex(Uint8Array.of(2, number)), Uint8Array.of(1)],
        ]),
      );
    }
    expect(store.earliestState).toBe(30);
    for (let height = 30; height <= 40; height++) {
      expect(store.at(height).get(Uint8Array.of(1))).toEqual(Buffer.of(height));
      expect([...store.at(height).iterate(Uint8Array.of(2))].length).toBe(height + 1);
    }
    expect(() => store.at(29)).toThrow(StateUnavailable);
    expect(() => store.at(41)).toThrow(StateUnavailable);
    expect([store.earliestBlock, store.retainHeight, store.block(1)?.number]).toEqual([0, 0, 1]);
  });

  test("of blocks forgets header, extrinsics, hashes and index below the height; never block 0 nor below the floor", async () => {
    const directory = mkdtempSync(join(tmpdir(), "plexus-pruned-"));
    let floor = 15;
    const hashing = { blake2b256: sha256 };
    const options = { directory, keepBlocks: 5, keepBodies: 10, hashing, leastKept: () => floor } as const;
    let store = new Store(options);
    for (let number = 0; number <= 40; number++) addBlock(store, new Map([["0x01" as Hex, Uint8Array.of(number)]]));
    expect([store.earliestState, store.earliestBlock, store.retainHeight]).toEqual([25, 25, 25]);
    await store.close();
    store = new Store(options);
    floor = 0;
    addBlock(store, new Map());
    expect([store.earliestState, store.earliestBlock]).toEqual([36, 31]);
    for (const [number, isKept] of [
      [0, true],
      [1, false],
      [30, false],
      [31, true],
      [41, true],
    ] as const) {
      expect(store.block(number) !== undefined).toBe(isKept);
      expect(store.hashOf(number) !== undefined).toBe(isKept);
      expect(store.numberOf(fromHex(hashFor(number)))).toBe(isKept ? number : undefined);
      expect(store.outcomes(number) !== undefined).toBe(isKept);
      expect(store.extrinsic(sha256(Buffer.from(`extrinsic ${number}`)))?.number).toBe(isKept ? number : undefined);
    }
    await store.close();
    rmSync(directory, { recursive: true });
  });
});

describe("an old root", () => {
  test("is proven while blocks are added meanwhile, and leaves no nodes behind", async () => {
    const store = open(undefined);
    const alive = new Map<Hex, Uint8Array>();
    for (let number = 0; number < 40; number++) {
      const changes = new Map<Hex, Uint8Array | null>();
      for (let index = 0; index < 200; index++)
        changes.set(toHex(sha256(Buffer.from(`${(number * 7 + index) % 900}`))), Uint8Array.of(number));
      addBlock(store, changes);
      if (number === 3) for (const [key, value] of changes) alive.set(key, value as Uint8Array);
    }
    const roots = await Promise.all(
      [3, 5, 3, 20].map(async (height) => {
        const keys = [...alive.keys()].slice(0, 5).map(fromHex);
        const proving = store.prove(keys, height);
        addBlock(store, new Map([[toHex(keys[0] as Uint8Array), Uint8Array.of(99)]]));
        const { root, entries } = await proving;
        for (const { key, value, proof } of entries) {
          expect(verifyProof(hashing, fromHex(root), key, value, proof)).toBe(true);
          if (height === 3) expect(value).toEqual(Buffer.from(alive.get(toHex(key)) as Uint8Array));
        }
        return root;
      }),
    );
    expect(roots[0]).toBe(roots[2]);
    expect(new Set(roots).size).toBe(3);
    // The roots of old heights that are held for a while, and the newest eight, are all that is more than the tree.
    const again = open(undefined);
    addBlock(
      again,
      new Map([...store.at(store.head?.number as number).iterate(new Uint8Array())].map(([k, v]) => [toHex(k), v])),
    );
    expect(store.treeNodes).toBeGreaterThan(again.treeNodes);
    store.forgetOldRoots();
    for (let number = 0; number < 9; number++) addBlock(store, new Map());
    expect(store.treeNodes).toBe(again.treeNodes);
  });
});

describe("a staged change", () => {
  test("that is discarded leaves root and state alone", () => {
    const store = open(undefined);
    addBlock(store, new Map([["0xaa" as Hex, Uint8Array.of(1)]]));
    const before = store.stateRoot;
    const staged = store.stage(
      new Map<Hex, Uint8Array | null>([
        ["0xaa", null],
        ["0xbb", Uint8Array.of(2)],
      ]),
    );
    expect(staged.root).not.toBe(before);
    store.discard(staged);
    expect(store.stateRoot).toBe(before);
    addBlock(store, new Map([["0xbb" as Hex, Uint8Array.of(2)]]));
    const fresh = open(undefined);
    addBlock(
      fresh,
      new Map([
        ["0xaa" as Hex, Uint8Array.of(1)],
        ["0xbb" as Hex, Uint8Array.of(2)],
      ]),
    );
    expect(store.treeNodes).toBe(fresh.treeNodes);
  });
});

describe("a data directory", () => {
  test("is refused while another holds it, with the pid", async () => {
    const directory = mkdtempSync(join(tmpdir(), "plexus-lock-"));
    const store = open(directory);
    expect(() => new Store({ directory, keepBlocks: "all" })).toThrow(`in use by process ${process.pid}`);
    await store.close();
    stores.pop();
    await open(directory).close();
    stores.pop();
    rmSync(directory, { recursive: true });
  });
});
