// The parameters of customers' latest requests, without content, for validators to imitate (CONTRACTS "subnets/kit").
import type { RequestShape } from "../http/question.js";

export interface RecentShapes {
  add(shape: RequestShape): void;
  /** Oldest first. */
  list(): (RequestShape & { at_ms: number })[];
}

export function createRecentShapes(kept = 500, nowMs: () => number = Date.now): RecentShapes {
  const shapes: (RequestShape & { at_ms: number })[] = [];
  return {
    add(shape) {
      shapes.push({ at_ms: nowMs(), ...shape });
      if (shapes.length > kept) shapes.shift();
    },
    list: () => [...shapes],
  };
}
