// Mortality (substrate-wire §5): how long a signature stays good. Two bytes: log2 of the period, and the phase.

import { type Codec, DecodeError, type TypeNode, u8, type VariantNode } from "@plexus/core/scale";

export type EraValue =
  | { readonly type: "Immortal" }
  | { readonly type: "Mortal"; readonly period: number; readonly phase: number };

export const IMMORTAL: EraValue = { type: "Immortal" };

const variants: VariantNode[] = [
  { name: "Immortal", index: 0, fields: [] },
  ...Array.from({ length: 255 }, (_, i) => ({ name: `Mortal${i + 1}`, index: i + 1, fields: [{ type: u8.type }] })),
];
const type: TypeNode = { kind: "variant", path: "sp_runtime::generic::era::Era", parameters: [], variants };

const quantizeFactor = (period: number): number => Math.max(period >> 12, 1);

export const Era: Codec<EraValue> = {
  type,
  encode(era, out) {
    if (era.type === "Immortal") return out.u8(0);
    const logarithm = 31 - Math.clz32(era.period) - 1;
    out.u16(Math.min(15, Math.max(1, logarithm)) | ((era.phase / quantizeFactor(era.period)) << 4));
  },
  decode(input) {
    const first = input.u8();
    if (first === 0) return IMMORTAL;
    const encoded = first | (input.u8() << 8);
    const period = 2 << (encoded & 15);
    const phase = (encoded >> 4) * quantizeFactor(period);
    if (period < 4 || phase >= period) throw new DecodeError("a mortal era of impossible period or phase");
    return { type: "Mortal", period, phase };
  },
};

/** An era of at least `period` blocks (rounded up to a power of two, 4 … 65,536) that begins now. */
export function mortalEra(currentBlock: number, period: number): EraValue {
  let rounded = 4;
  while (rounded < period && rounded < 65_536) rounded *= 2;
  const factor = quantizeFactor(rounded);
  const phase = Math.trunc((currentBlock % rounded) / factor) * factor;
  return { type: "Mortal", period: rounded, phase };
}

/** The block whose hash is signed: the latest one of the era's phase at or before `currentBlock`. */
export function eraBirth(era: EraValue, currentBlock: number): number {
  if (era.type === "Immortal") return 0;
  return Math.trunc((Math.max(currentBlock, era.phase) - era.phase) / era.period) * era.period + era.phase;
}

/** The first block in which the signature is no longer good. */
export function eraDeath(era: EraValue, currentBlock: number): number {
  return era.type === "Immortal" ? 2 ** 32 : eraBirth(era, currentBlock) + era.period;
}
