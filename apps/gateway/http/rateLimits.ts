// Limits per key: requests open at once, and requests a minute as a bucket that refills steadily (spec: issue §6, 429).

export interface RateRefusal {
  readonly limit: string;
  readonly retryAfterS: number;
}

export interface RateLimits {
  /** Returns how to end the request, or why it may not begin. */
  admit(keyId: bigint): (() => void) | RateRefusal;
}

interface Usage {
  open: number;
  tokens: number;
  filledAtMs: number;
}

export function createRateLimits(openPerKey: number, perMinute: number, nowMs: () => number = Date.now): RateLimits {
  const usages = new Map<bigint, Usage>();
  return {
    admit(keyId) {
      const now = nowMs();
      let usage = usages.get(keyId);
      if (usage === undefined) {
        usage = { open: 0, tokens: perMinute, filledAtMs: now };
        usages.set(keyId, usage);
      }
      usage.tokens = Math.min(perMinute, usage.tokens + ((now - usage.filledAtMs) * perMinute) / 60_000);
      usage.filledAtMs = now;
      if (usage.open >= openPerKey) return { limit: `at most ${openPerKey} may be open for a key`, retryAfterS: 1 };
      if (usage.tokens < 1) {
        return { limit: `at most ${perMinute} a minute for a key`, retryAfterS: Math.ceil(60 / perMinute) };
      }
      usage.tokens -= 1;
      usage.open += 1;
      const held = usage;
      let ended = false;
      return () => {
        if (!ended) held.open -= 1;
        ended = true;
      };
    },
  };
}
