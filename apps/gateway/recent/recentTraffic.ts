// Who answered customers lately: counts per miner over a sliding window, in steps of a second (spec: issue §7, "traffic
// share, latency"). Validators' relays are not traffic.

export interface AnsweredRequest {
  readonly hotkey: string;
  readonly uid: number;
  readonly model: string;
  readonly tokensOut: number;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

export interface MinerTraffic {
  hotkey: string;
  uid: number;
  model: string;
  requests: number;
  /** Of all requests in the window, 0…1. */
  share: number;
  tokens_out: number;
  /** Means over the window. */
  first_byte_ms: number;
  total_ms: number;
}

export interface RecentTraffic {
  add(answered: AnsweredRequest): void;
  /** Busiest first. */
  summary(windowS: number): { window_s: number; requests: number; miners: MinerTraffic[] };
}

interface Sum {
  uid: number;
  model: string;
  requests: number;
  tokensOut: number;
  firstByteMs: number;
  totalMs: number;
}

type Second = Map<string, Sum>;

function addTo(sums: Second, hotkey: string, more: Sum): void {
  const sum = sums.get(hotkey);
  if (sum === undefined) {
    sums.set(hotkey, { ...more });
    return;
  }
  sum.requests += more.requests;
  sum.tokensOut += more.tokensOut;
  sum.firstByteMs += more.firstByteMs;
  sum.totalMs += more.totalMs;
}

/** Memory is bounded by keptS × miners, whatever the traffic. */
export function createRecentTraffic(keptS = 900, nowMs: () => number = Date.now): RecentTraffic {
  const seconds = new Map<number, Second>();

  function prune(now: number): void {
    for (const second of seconds.keys()) {
      if (second > now - keptS) return;
      seconds.delete(second);
    }
  }

  return {
    add({ hotkey, uid, model, tokensOut, firstByteMs, totalMs }) {
      const now = Math.floor(nowMs() / 1_000);
      let second = seconds.get(now);
      if (second === undefined) {
        prune(now);
        second = new Map();
        seconds.set(now, second);
      }
      addTo(second, hotkey, { uid, model, requests: 1, tokensOut, firstByteMs, totalMs });
    },
    summary(windowS) {
      const now = Math.floor(nowMs() / 1_000);
      prune(now);
      const sums: Second = new Map();
      for (const [second, parts] of seconds) {
        if (second > now - windowS) for (const [hotkey, sum] of parts) addTo(sums, hotkey, sum);
      }
      const total = [...sums.values()].reduce((count, sum) => count + sum.requests, 0);
      const miners = [...sums].map(
        ([hotkey, sum]): MinerTraffic => ({
          hotkey,
          uid: sum.uid,
          model: sum.model,
          requests: sum.requests,
          share: sum.requests / total,
          tokens_out: sum.tokensOut,
          first_byte_ms: Math.round(sum.firstByteMs / sum.requests),
          total_ms: Math.round(sum.totalMs / sum.requests),
        }),
      );
      miners.sort((a, b) => b.requests - a.requests || a.uid - b.uid);
      return { window_s: windowS, requests: total, miners };
    },
  };
}
