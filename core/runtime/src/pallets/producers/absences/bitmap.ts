// 463: a ring of bits, one a height, as long as the longest window. A row never grows, however many blocks are missed.

import { identity, storageOf } from "@plexus/core/frame";
import { fixedBytes, type Infer, struct, u32 } from "@plexus/core/scale";
import { LONGEST_WINDOW_BLOCKS as BITS } from "../parameters.js";
import { ConsensusAddress } from "../storage.js";
import type { AbsenceRecord } from "./absenceRecord.js";

/** Bit h % 1024 stands for height h, for the 1,024 heights up to `last`. Bits of other heights are 0. */
export const AbsenceBits = struct("pallet_producers::AbsenceBits", { last: u32, bits: fixedBytes(BITS / 8) });
export type AbsenceBitsValue = Infer<typeof AbsenceBits>;

export const AbsentBits = storageOf("Producers").optionalMap("Absences", [identity(ConsensusAddress)], AbsenceBits, {
  docs: "Heights that an elected producer did not vote for: a ring of 1,024 bits that ends with `last`.",
});

function isSet(bits: Uint8Array, height: number): boolean {
  const at = height % BITS;
  return (((bits[at >> 3] as number) >> (at & 7)) & 1) === 1;
}

function put(bits: Uint8Array, height: number, missed: boolean): void {
  const at = height % BITS;
  const mask = 1 << (at & 7);
  bits[at >> 3] = missed ? (bits[at >> 3] as number) | mask : (bits[at >> 3] as number) & ~mask;
}

/** The ring after one more missed height, which may not be older than the last. */
export function withHeight(before: AbsenceBitsValue | undefined, height: number): AbsenceBitsValue {
  const bits = before && height - before.last < BITS ? before.bits.slice() : new Uint8Array(BITS / 8);
  if (before)
    for (let passed = before.last + 1; passed < height && height - before.last < BITS; passed++)
      put(bits, passed, false);
  put(bits, height, true);
  return { last: height, bits };
}

export const bitmap: AbsenceRecord = {
  entry: AbsentBits as AbsenceRecord["entry"],
  record(ctx, address, height) {
    AbsentBits.mutate(ctx, [address], (before) => withHeight(before, height));
  },
  count(ctx, address, height, windowBlocks) {
    const ring = AbsentBits.get(ctx, address);
    if (!ring) return 0;
    let missed = 0;
    for (
      let each = Math.max(height - windowBlocks, ring.last - BITS, -1) + 1;
      each <= Math.min(height, ring.last);
      each++
    )
      if (isSet(ring.bits, each)) missed++;
    return missed;
  },
};
