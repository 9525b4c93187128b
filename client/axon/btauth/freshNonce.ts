// Nonces for signed HTTP: wall clock in nanoseconds, strictly rising in this process, with random low digits so that two
// processes that share a hotkey do not collide (spec: target.md §5).
import { randomInt } from "node:crypto";

let last = 0n;

/** Nanoseconds since the epoch by the wall clock (millisecond resolution). */
export function wallClockNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}

/** A nonce that this process has not used before; at most one millisecond ahead of the clock unless called in a storm. */
export function freshNonce(): string {
  const candidate = wallClockNs() + BigInt(randomInt(1_000_000));
  last = candidate > last ? candidate : last + 1n;
  return last.toString();
}
