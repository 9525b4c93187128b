// When challenges go out: at times of a Poisson process inside the epoch, as customers' requests come (text-market.md §5
// rule 2), and never more than one at a time from one validator, so that measuring does not load what it measures.
import type { Rng } from "./random.js";

/** `count` times in [0, windowMs), ascending: a Poisson process given its count is uniform. */
export function poissonTimes(rng: Rng, count: number, windowMs: number): number[] {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`bad count ${count}`);
  return Array.from({ length: count }, () => rng.unit() * windowMs).sort((a, b) => a - b);
}

/** Resolves after `ms`; rejects with the signal's reason when aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener("abort", stop);
        resolve();
      },
      Math.max(0, ms),
    );
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** Runs the works in order, each at its time after the start or as soon as the one before is done. */
export async function runAtTimes<Work>(
  works: readonly { atMs: number; work: Work }[],
  run: (work: Work) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const startedMs = performance.now();
  for (const { atMs, work } of works) {
    await pause(startedMs + atMs - performance.now(), signal);
    await run(work);
  }
}
