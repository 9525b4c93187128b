// Extrinsic 0 of every block is the bare Timestamp.set: placed when proposing, checked when accepting (architecture §3.5).

import type { Runtime } from "@plexus/core/runtime";
import { compact, compactLength, compareBytes, DecodeError, Reader, u64 } from "@plexus/core/scale";

const BARE_V4 = 0x04;
const time = compact(u64);

/** A block may say it is from so far ahead: clocks differ. */
export const MAX_AHEAD_MS = 30_000n;

/** The time that extrinsic 0 sets, in ms; undefined if it is anything else. */
export function blockTimeOf(runtime: Runtime, extrinsic: Uint8Array | undefined): bigint | undefined {
  if (!extrinsic) return undefined;
  try {
    const input = new Reader(extrinsic);
    if (compactLength.decode(input) !== input.remaining || input.u8() !== BARE_V4) return undefined;
    input.u16();
    const timestampMs = time.decode(input);
    return compareBytes(runtime.timestampInherent(timestampMs), extrinsic) === 0 ? timestampMs : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

export interface TimeRules {
  /** Least distance to the parent, in ms. */
  minimumMs: bigint;
  /** False where blocks come faster than time (instant and manual sealing): there the chain's clock may run ahead. */
  boundByClock: boolean;
}

/** Why a block of that time cannot follow, or undefined. */
export function timeProblem(
  timestampMs: bigint,
  parentMs: bigint,
  nowMs: bigint,
  rules: TimeRules,
): string | undefined {
  if (timestampMs <= parentMs) return `time ${timestampMs} does not rise above the parent's ${parentMs}`;
  if (parentMs > 0n && timestampMs < parentMs + rules.minimumMs) {
    return `time ${timestampMs} is less than ${rules.minimumMs} ms after the parent's ${parentMs}`;
  }
  if (rules.boundByClock && timestampMs > nowMs + MAX_AHEAD_MS) {
    return `time ${timestampMs} is more than ${MAX_AHEAD_MS} ms ahead of this machine's clock ${nowMs}`;
  }
  return undefined;
}
