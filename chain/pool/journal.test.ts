// What was written is there after any crash: a torn or altered tail costs what is behind it and nothing before.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { Journal } from "./journal.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-journal-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const newPath = () => join(folder, `${count++}.journal`);
const texts = (list: readonly Uint8Array[]) => list.map((each) => Buffer.from(each).toString("hex"));

const extrinsics = fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 10 });

test("cut anywhere, it holds the whole records before the cut, and takes new ones", () => {
  fc.assert(
    fc.property(extrinsics, fc.nat(), (list, cut) => {
      const path = newPath();
      const { journal } = Journal.open(path);
      const ends = list.map((each) => {
        journal.append(each);
        return statSync(path).size;
      });
      journal.close();
      const whole = readFileSync(path);
      const at = cut % (whole.length + 1);
      writeFileSync(path, whole.subarray(0, at));
      const again = Journal.open(path);
      const kept = list.filter((_, index) => (ends[index] as number) <= at);
      expect(texts(again.extrinsics)).toEqual(texts(kept));
      again.journal.append(Uint8Array.of(9, 9));
      again.journal.close();
      const third = Journal.open(path);
      expect(texts(third.extrinsics)).toEqual([...texts(kept), "0909"]);
      third.journal.close();
    }),
    { numRuns: 60 },
  );
});

test("an altered byte ends the reading there, and never makes another extrinsic", () => {
  fc.assert(
    fc.property(extrinsics, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, change) => {
      const path = newPath();
      const { journal } = Journal.open(path);
      for (const each of list) journal.append(each);
      journal.close();
      const whole = readFileSync(path);
      const at = place % whole.length;
      whole[at] = (whole[at] as number) ^ change;
      writeFileSync(path, whole);
      const again = Journal.open(path);
      const got = texts(again.extrinsics);
      expect(texts(list).slice(0, got.length)).toEqual(got);
      again.journal.close();
    }),
    { numRuns: 60 },
  );
});

test("compacting keeps what waits and goes on", () => {
  const path = newPath();
  const { journal } = Journal.open(path);
  for (let n = 0; n < 500; n++) journal.append(new Uint8Array(1_000).fill(n & 255));
  const before = statSync(path).size;
  journal.compact([Uint8Array.of(1), Uint8Array.of(2)]);
  expect(statSync(path).size).toBeLessThan(before / 100);
  journal.append(Uint8Array.of(3));
  journal.close();
  const again = Journal.open(path);
  expect(texts(again.extrinsics)).toEqual(["01", "02", "03"]);
  again.journal.close();
});
