// When miners are dropped and taken back (spec: architecture.md §3.11).
import { describe, expect, it } from "vitest";
import { afterFailure, afterProbe, afterSuccess, closedBreaker } from "./breaker.js";
import { createObservations } from "./observations.js";

describe("the breaker", () => {
  it("opens at the first lost connection, and at the third bad answer", () => {
    expect(afterFailure(closedBreaker, "connection", 0)).toMatchObject({ state: "open", probeAtMs: 500 });
    const one = afterFailure(closedBreaker, "answer", 0);
    const two = afterFailure(one, "answer", 0);
    expect([one.state, two.state, afterFailure(two, "answer", 0).state]).toEqual(["closed", "closed", "open"]);
    expect(afterSuccess()).toEqual(closedBreaker);
  });

  it("waits longer between probes, up to two seconds for a dead process", () => {
    let breaker = afterFailure(closedBreaker, "connection", 0);
    const waits = [breaker.waitMs];
    for (let count = 0; count < 4; count++) {
      breaker = afterProbe(breaker, false, 0);
      waits.push(breaker.waitMs);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 2_000, 2_000]);
  });

  it("lets one request through after a probe, and closes with its success", () => {
    let now = 0;
    const observations = createObservations(() => now);
    observations.failed("a", "connection");
    expect(observations.observed("a").healthy).toBe(false);
    expect(observations.due()).toEqual([]);
    now = 600;
    expect(observations.due()).toEqual(["a"]);
    observations.probed("a", true);
    expect(observations.observed("a").healthy).toBe(true);
    const end = observations.begin("a");
    expect(observations.observed("a").healthy).toBe(false);
    observations.succeeded("a", { firstByteMs: 10, perTokenMs: 2 });
    end();
    end();
    expect(observations.observed("a")).toEqual({ healthy: true, inFlight: 0, latencyMs: 72 });
  });

  it("wakes one waiter for each slot that is freed", async () => {
    const observations = createObservations();
    const end = observations.begin("a");
    const { signal } = new AbortController();
    const first = observations.slotFreed(1_000, signal);
    const second = observations.slotFreed(30, signal);
    end();
    expect(await first).toBe(true);
    expect(await second).toBe(false);
  });
});
