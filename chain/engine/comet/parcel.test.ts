// What was packed comes out, in order; what is no parcel is refused, whatever its bytes.

import fc from "fast-check";
import { expect, test } from "vitest";
import { openParcel, packParcels } from "./parcel.js";

const extrinsic = fc.uint8Array({ minLength: 0, maxLength: 300 });

test("everything arrives once and in order", () => {
  fc.assert(
    fc.property(fc.array(extrinsic, { maxLength: 700 }), fc.nat(), (extrinsics, first) => {
      let serial = first;
      const parcels = packParcels(extrinsics, () => serial++ % 2 ** 32);
      expect(parcels.flatMap((each) => openParcel(each))).toEqual(extrinsics);
      expect(parcels.every((each) => each.length <= 64 * 1024)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("a large one travels alone, and the same twice is not the same", () => {
  const [small, large] = [new Uint8Array(10), new Uint8Array(200_000)];
  let serial = 7;
  const parcels = packParcels([small, large, small], () => serial++);
  expect(parcels.map((each) => openParcel(each)?.length)).toEqual([1, 1, 1]);
  expect(parcels[0]).not.toEqual(parcels[2]);
});

test("anything else is no parcel", () => {
  const good = packParcels([new Uint8Array(9)], () => 1)[0] as Uint8Array;
  expect(openParcel(good.subarray(0, good.length - 1))).toBeUndefined();
  expect(openParcel(new Uint8Array([...good, 0]))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const opened = openParcel(bytes);
      expect(opened === undefined || bytes[0] === 0x50).toBe(true);
    }),
  );
});
