// Seeded randomness of a validator: xoshiro128** keyed by sha256, forkable by label (architecture §3.13: randomness is
// asked for, never improvised). The seed itself comes from the operating system once an epoch, after commitments are read.
import { createHash } from "node:crypto";

export interface Rng {
  /** Uniform in [0, 1), 32 bits of it. */
  unit(): number;
  /** Uniform integer in [0, bound). `bound` must be a positive integer below 2^32. */
  below(bound: number): number;
  pick<T>(items: readonly T[]): T;
  /** `count` different items in random order; all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[];
  /** Standard exponential, mean 1. */
  exponential(): number;
  /** An independent stream: the same label of the same seed always gives the same stream. */
  fork(label: string): Rng;
}

export function createRng(seed: Uint8Array): Rng {
  if (seed.length < 16) throw new RangeError("a seed needs at least 16 bytes");
  return fromDigest(createHash("sha256").update("plexus-rng/1").update(seed).digest());
}

function fromDigest(digest: Buffer): Rng {
  const next = xoshiro(digest);
  const unit = () => next() / 0x1_0000_0000;
  const below = (bound: number) => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 0xffff_ffff) throw new RangeError(`bad bound ${bound}`);
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    for (;;) {
      const draw = next();
      if (draw < limit) return draw % bound;
    }
  };
  const sample = <T>(items: readonly T[], count: number) => {
    const left = items.slice();
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) {
      const at = below(left.length);
      taken.push(left[at] as T);
      left[at] = left[left.length - 1] as T;
      left.pop();
    }
    return taken;
  };
  return {
    unit,
    below,
    sample,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("nothing to pick from");
      return items[below(items.length)] as (typeof items)[number];
    },
    exponential: () => -Math.log(1 - unit()),
    fork: (label) => fromDigest(createHash("sha256").update("fork").update(digest).update(label).digest()),
  };
}

// Blackman and Vigna's xoshiro128**: 2^128 period, passes the usual batteries; it only has to be unguessable from outside,
// which the operating system's seed gives.
function xoshiro(digest: Buffer): () => number {
  const s = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12) | 1];
  let [a, b, c, d] = s as [number, number, number, number];
  const rotate = (x: number, bits: number) => (x << bits) | (x >>> (32 - bits));
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}
