// Draws training windows without replacement: each pass over a source visits its windows in a new scrambled order and
// phase. The whole state is one counter per source, so a resumed run goes on exactly where it stopped.

import { SeededRandom } from "../../engine/seededRandom.js";
import type { TokenStreams } from "./tokenStreams.js";

export interface Batch {
  readonly ids: BigInt64Array;
  readonly targets: BigInt64Array;
}

export class BatchSampler {
  /** Tokens drawn so far, by source. */
  readonly drawn: Record<string, number>;
  private readonly streams: TokenStreams;
  private readonly shares: Readonly<Record<string, number>>;
  private readonly seed: number;

  constructor(
    streams: TokenStreams,
    shares: Readonly<Record<string, number>>,
    seed: number,
    drawn: Record<string, number> = {},
  ) {
    for (const source of Object.keys(shares)) {
      if (!streams.has(source)) throw new Error(`no training text for the source "${source}"`);
    }
    this.streams = streams;
    this.shares = shares;
    this.seed = seed;
    this.drawn = Object.fromEntries(Object.keys(shares).map((source) => [source, drawn[source] ?? 0]));
  }

  next(batch: number, time: number): Batch {
    const ids = new BigInt64Array(batch * time);
    const targets = new BigInt64Array(batch * time);
    for (let row = 0; row < batch; row += 1) {
      const window = this.nextWindow(time);
      for (let column = 0; column < time; column += 1) {
        ids[row * time + column] = BigInt(window[column] as number);
        targets[row * time + column] = BigInt(window[column + 1] as number);
      }
    }
    return { ids, targets };
  }

  /** The source that is furthest behind its share gives the next window. */
  private nextWindow(time: number): Uint16Array {
    let source = "";
    let least = Number.POSITIVE_INFINITY;
    for (const [name, share] of Object.entries(this.shares)) {
      const level = ((this.drawn[name] as number) + time) / share;
      if (level < least) [source, least] = [name, level];
    }
    const stream = this.streams.get(source) as Uint16Array;
    const windows = Math.floor((stream.length - 1) / time) - 1;
    const index = Math.floor((this.drawn[source] as number) / time);
    this.drawn[source] = (this.drawn[source] as number) + time;
    const pass = Math.floor(index / windows);
    const random = new SeededRandom(this.seed * 7_919 + pass * 104_729 + stream.length);
    const phase = random.below(time);
    const stride = coprimeNear(Math.floor(windows * (0.55 + 0.2 * random.next())), windows);
    const slot = ((index % windows) * stride + random.below(windows)) % windows;
    const start = phase + slot * time;
    return stream.subarray(start, start + time + 1);
  }
}

function coprimeNear(start: number, modulus: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let candidate = Math.max(1, start);
  while (divisor(candidate, modulus) !== 1) candidate += 1;
  return candidate;
}
