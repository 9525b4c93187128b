// The interval of a network with overheads that nobody knows beforehand, played in time.
import { expect, test } from "vitest";
import { timingFor } from "./home/timing.js";
import { Pacing } from "./pacing.js";

/** Four producers in turn; each block costs `overheadMs` beyond the waits. Returns the average interval over the later half. */
function average(blockTimeMs: number, overheadMs: (block: number) => number, blocks = 80): number {
  const timing = timingFor(blockTimeMs);
  const producers = Array.from({ length: 4 }, () => new Pacing(blockTimeMs, timing.holdMs));
  let now = 1_000;
  const commits: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const proposer = producers[block % 4] as Pacing;
    now += timing.commitMs;
    const wait = proposer.waitMs(now);
    expect(wait).toBeLessThanOrEqual(timing.holdMs);
    expect(wait).toBeLessThan(timing.proposeMs);
    now += wait;
    proposer.released(now);
    now += overheadMs(block);
    commits.push(now);
    for (const each of producers) each.committed(now);
  }
  const half = commits.slice(blocks / 2);
  return ((half.at(-1) as number) - (half[0] as number)) / (half.length - 1);
}

test.each([250, 1_000, 12_000])("%i ms are kept within 5 %, whatever a block costs", (blockTimeMs) => {
  for (const share of [0.02, 0.1, 0.3]) {
    const interval = average(blockTimeMs, (block) => blockTimeMs * share * (block % 3 === 0 ? 1.5 : 0.75));
    expect(Math.abs(interval / blockTimeMs - 1)).toBeLessThan(0.05);
  }
});

test("a block that came late is made up for by the next ones, which never crowd", () => {
  const interval = average(1_000, (block) => (block % 10 === 5 ? 900 : 60));
  expect(Math.abs(interval / 1_000 - 1)).toBeLessThan(0.05);
});

test("where blocks cost more than their time they follow at once", () => {
  expect(average(250, () => 400)).toBeCloseTo(500, 0);
});

test("after a halt the past is no measure", () => {
  const pacing = new Pacing(1_000, 350);
  for (const at of [1_000, 2_000, 3_000, 60_000]) pacing.committed(at);
  expect(pacing.waitMs(60_650)).toBe(350);
});
