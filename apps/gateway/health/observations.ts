// What the gateway has seen of each miner: health, requests in flight, speed, and the traffic it got (spec:
// architecture.md §3.11, "observed health"). Kept in memory: after a restart everybody is presumed well for a moment.
import type { Observed } from "../routing/routingTable.js";
import { afterFailure, afterProbe, afterSuccess, type Breaker, closedBreaker, type Failure } from "./breaker.js";
import { createSlotWaiting } from "./slotWaiting.js";

/** Weight of the newest observation in the moving averages. */
const newest = 0.15;
/** Latency is stated for an answer of this many tokens, so that long and short answers compare. */
const typicalTokens = 32;

interface Record {
  breaker: Breaker;
  /** Customers' requests open at the miner. */
  inFlight: number;
  /** Validators' challenges open at it. */
  relays: number;
  firstByteMs: number | undefined;
  perTokenMs: number | undefined;
  answered: number;
  failed: number;
}

const unseen: Record = {
  breaker: closedBreaker,
  inFlight: 0,
  relays: 0,
  firstByteMs: undefined,
  perTokenMs: undefined,
  answered: 0,
  failed: 0,
};

export interface Speed {
  readonly firstByteMs: number;
  /** Undefined for answers of fewer than two tokens. */
  readonly perTokenMs: number | undefined;
}

export interface Observations {
  observed(hotkey: string): Observed;
  breaker(hotkey: string): Breaker;
  /**
   * Counts a request as in flight until the returned function is called. Challenges take no slot: a miner under test
   * would else lose customers to lesser ones for as long as it is measured.
   */
  begin(hotkey: string, isRelay?: boolean): () => void;
  succeeded(hotkey: string, speed: Speed | undefined): void;
  failed(hotkey: string, failure: Failure): void;
  probed(hotkey: string, reachable: boolean): void;
  /** Hotkeys whose open breaker is due for a probe. */
  due(): string[];
  /** Forgets everybody else: uids come and go. */
  keepOnly(hotkeys: ReadonlySet<string>): void;
  counts(): { hotkey: string; answered: number; failed: number; inFlight: number; state: Breaker["state"] }[];
  /** Resolves when a request somewhere has ended, or false after the wait. */
  slotFreed(waitMs: number, signal: AbortSignal): Promise<boolean>;
}

function blend(old: number | undefined, seen: number): number {
  return old === undefined ? seen : old + newest * (seen - old);
}

function latencyOf(record: Record): number | undefined {
  if (record.firstByteMs === undefined) return undefined;
  return record.firstByteMs + (record.perTokenMs ?? 0) * (typicalTokens - 1);
}

export function createObservations(nowMs: () => number = Date.now): Observations {
  const records = new Map<string, Record>();
  const waiting = createSlotWaiting();

  function recordOf(hotkey: string): Record {
    let record = records.get(hotkey);
    if (record === undefined) {
      record = { ...unseen };
      records.set(hotkey, record);
    }
    return record;
  }

  return {
    observed(hotkey) {
      const record = records.get(hotkey);
      if (record === undefined) return { healthy: true, inFlight: 0 };
      const { state } = record.breaker;
      const healthy = state === "closed" || (state === "trial" && record.inFlight + record.relays === 0);
      return { healthy, inFlight: record.inFlight, latencyMs: latencyOf(record) };
    },
    breaker: (hotkey) => records.get(hotkey)?.breaker ?? closedBreaker,
    begin(hotkey, isRelay = false) {
      const record = recordOf(hotkey);
      const counter = isRelay ? "relays" : "inFlight";
      record[counter] += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        record[counter] -= 1;
        waiting.wakeOne();
      };
    },
    succeeded(hotkey, speed) {
      const record = recordOf(hotkey);
      record.breaker = afterSuccess();
      record.answered += 1;
      if (speed === undefined) return;
      record.firstByteMs = blend(record.firstByteMs, speed.firstByteMs);
      if (speed.perTokenMs !== undefined) record.perTokenMs = blend(record.perTokenMs, speed.perTokenMs);
    },
    failed(hotkey, failure) {
      const record = recordOf(hotkey);
      record.failed += 1;
      record.breaker = afterFailure(record.breaker, failure, nowMs());
    },
    probed(hotkey, reachable) {
      const record = recordOf(hotkey);
      record.breaker = afterProbe(record.breaker, reachable, nowMs());
      if (reachable) waiting.wakeOne();
    },
    due() {
      const now = nowMs();
      return [...records]
        .filter(([, { breaker }]) => breaker.state === "open" && breaker.probeAtMs <= now)
        .map(([hotkey]) => hotkey);
    },
    keepOnly(hotkeys) {
      for (const [hotkey, record] of records)
        if (!hotkeys.has(hotkey) && record.inFlight + record.relays === 0) records.delete(hotkey);
    },
    counts: () =>
      [...records].map(([hotkey, { answered, failed, inFlight, breaker }]) => ({
        hotkey,
        answered,
        failed,
        inFlight,
        state: breaker.state,
      })),
    slotFreed: (waitMs, signal) => waiting.wait(waitMs, signal),
  };
}
