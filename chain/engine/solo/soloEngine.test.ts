// When the solo engine makes blocks: on one grid, at once, or when told. Driven by a false clock; the application only
// notes what it is asked.

import type { BlockFacts } from "@plexus/core/runtime";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Block, Proposal } from "../application.js";
import { silentLogger } from "../logger.js";
import { parseSealing, type Sealing } from "./sealing.js";
import { SoloEngine } from "./soloEngine.js";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function setUp(
  sealing: Sealing,
  options: {
    workMs?: () => number;
    refuse?: string;
    parentTimeMs?: bigint;
    taken?: () => number;
    waiting?: () => boolean;
  } = {},
) {
  const sealedAt: number[] = [];
  const times: bigint[] = [];
  const failures: unknown[] = [];
  const listeners = new Set<() => void>();
  const application = {
    parentTimeMs: options.parentTimeMs ?? 0n,
    best: { number: 0, hash: "0x00" as const },
    finalised: { number: 0, hash: "0x00" as const },
    check: () => ({ ok: false, kind: "Unknown", name: "CannotLookup", message: "" }) as const,
    proposalOf: () => ({ parent: application.best, number: 1, digest: [], extrinsics: [] }),
    propose({ timestampMs }: BlockFacts): Proposal {
      sealedAt.push(performance.now());
      times.push(timestampMs);
      application.parentTimeMs = timestampMs;
      vi.advanceTimersByTime(options.workMs?.() ?? 0);
      return { parent: application.best, number: 1, digest: [], extrinsics: [] };
    },
    accept: () => options.refuse,
    finalise: () => ({}) as Block,
    commit: () =>
      ({ extrinsics: Array.from({ length: options.taken?.() ?? 1 }, () => new Uint8Array()) }) as unknown as Block,
    query: () => ({ get: () => undefined, iterate: () => [] }),
  };
  const engine = new SoloEngine({
    application,
    sealing,
    logger: silentLogger,
    minimumMs: 125,
    factsAt: (timestampMs) => ({ timestampMs }),
    onReady: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hasReady: () => options.waiting?.() ?? false,
    onFailure: (error) => failures.push(error),
  });
  const start = performance.now();
  engine.start();
  return {
    engine,
    sealedAt: () => sealedAt.map((at) => Math.round(at - start)),
    times,
    failures,
    ready: () => [...listeners].forEach((listen) => listen()),
  };
}

describe("interval", () => {
  test("keeps to its grid however long a block takes, and skips what it missed", async () => {
    const work = [0, 100, 0, 600, 0, 0, 0];
    const { sealedAt, engine } = setUp({ kind: "interval", ms: 250 }, { workMs: () => work.shift() ?? 0 });
    await vi.advanceTimersByTimeAsync(1_600);
    // Making the blocks took another 700 ms.
    engine.stop();
    expect(sealedAt()).toEqual([250, 500, 750, 1000, 1750, 2000, 2250]);
  });

  test("waits for a clock that was set back", async () => {
    const { sealedAt, engine, failures } = setUp({ kind: "interval", ms: 250 }, { parentTimeMs: 1_000_000n + 31_000n });
    await vi.advanceTimersByTimeAsync(900);
    expect(sealedAt()).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(sealedAt()[0]).toBe(1_250);
    expect(failures).toEqual([]);
    engine.stop();
  });

  test("a refused own proposal stops the engine and is told", async () => {
    const { failures, sealedAt, engine } = setUp({ kind: "interval", ms: 250 }, { refuse: "no" });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sealedAt()).toHaveLength(1);
    expect(String(failures[0])).toContain("is not acceptable: no");
    expect(() => engine.seal()).toThrow("stopped");
  });
});

describe("instant", () => {
  test("one block for a burst, none without a cause", async () => {
    const { sealedAt, ready, engine } = setUp({ kind: "instant" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sealedAt()).toEqual([]);
    ready();
    ready();
    await vi.advanceTimersByTimeAsync(10);
    ready();
    await vi.advanceTimersByTimeAsync(10);
    expect(sealedAt()).toHaveLength(2);
    engine.stop();
    ready();
    await vi.advanceTimersByTimeAsync(10);
    expect(sealedAt()).toHaveLength(2);
  });
});

describe("instant, with more than a block holds", () => {
  test("goes on until nothing is ready, or nothing more is taken", async () => {
    const taken = [400, 400, 1];
    const { sealedAt, ready, engine } = setUp(
      { kind: "instant" },
      { taken: () => taken.shift() ?? 1, waiting: () => true },
    );
    ready();
    await vi.advanceTimersByTimeAsync(50);
    expect(sealedAt()).toHaveLength(3);
    engine.stop();
  });
});

describe("manual", () => {
  test("times rise by the least distance when blocks come faster than the clock", async () => {
    const { engine, times, ready } = setUp({ kind: "manual" }, { parentTimeMs: BigInt(Date.now()) });
    ready();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([]);
    for (let count = 0; count < 3; count++) engine.seal();
    const now = BigInt(Date.now());
    expect(times).toEqual([now, now + 125n, now + 250n]);
  });
});

test("sealing is read with bounds", () => {
  expect(parseSealing("manual")).toEqual({ kind: "manual" });
  expect(parseSealing("instant")).toEqual({ kind: "instant" });
  expect(parseSealing("250")).toEqual({ kind: "interval", ms: 250 });
  for (const bad of ["", "249", "12001", "1e3x", "-5", "250.5"]) expect(() => parseSealing(bad)).toThrow(RangeError);
});
