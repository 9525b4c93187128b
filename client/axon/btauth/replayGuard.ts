// Remembers which (hotkey, nonce) pairs were accepted, in bounded memory (spec: target.md §5).
//
// Invariant: a pair is forgotten only when its nonce is too old to pass the freshness check, so forgetting never lets a
// replay through. When full, new requests are refused (closed, not open); one hotkey can fill at most a quarter.
import { maxAgeNs, maxAheadNs } from "./btauth.js";

export type ReplayVerdict = "new" | "replayed" | "full";

export interface ReplayGuard {
  remember(hotkey: string, nonceNs: bigint, nowNs: bigint): ReplayVerdict;
  readonly size: number;
}

/** `limit` pairs at most; about 150 bytes each. */
export function createReplayGuard(limit: number): ReplayGuard {
  // Insertion order is expiry order: every entry is kept for the same span after it was accepted, which is longer than
  // its nonce can stay fresh (age + the distance that it may have lain ahead).
  const forgetAt = new Map<string, bigint>();
  const perHotkey = new Map<string, number>();
  const perHotkeyLimit = Math.max(1, Math.floor(limit / 4));

  function forgetExpired(nowNs: bigint): void {
    for (const [pair, at] of forgetAt) {
      if (at > nowNs) return;
      forgetAt.delete(pair);
      const hotkey = pair.slice(0, pair.indexOf(":"));
      const left = (perHotkey.get(hotkey) ?? 1) - 1;
      if (left === 0) perHotkey.delete(hotkey);
      else perHotkey.set(hotkey, left);
    }
  }

  return {
    get size() {
      return forgetAt.size;
    },
    remember(hotkey, nonceNs, nowNs) {
      forgetExpired(nowNs);
      const pair = `${hotkey}:${nonceNs}`;
      if (forgetAt.has(pair)) return "replayed";
      const held = perHotkey.get(hotkey) ?? 0;
      if (forgetAt.size >= limit || held >= perHotkeyLimit) return "full";
      forgetAt.set(pair, nowNs + maxAgeNs + maxAheadNs + 1n);
      perHotkey.set(hotkey, held + 1);
      return "new";
    },
  };
}
