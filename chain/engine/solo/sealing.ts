// When the next block comes.

export type Sealing = { kind: "interval"; ms: number } | { kind: "instant" } | { kind: "manual" };

export const SHORTEST_INTERVAL_MS = 250;
export const LONGEST_INTERVAL_MS = 12_000;

/** "manual", "instant" or a number of ms from 250 to 12,000. Throws RangeError. */
export function parseSealing(text: string): Sealing {
  if (text === "manual" || text === "instant") return { kind: text };
  const ms = Number(text);
  if (Number.isInteger(ms) && ms >= SHORTEST_INTERVAL_MS && ms <= LONGEST_INTERVAL_MS) return { kind: "interval", ms };
  throw new RangeError(
    `sealing is manual, instant or the time between blocks in ms, ${SHORTEST_INTERVAL_MS} to ${LONGEST_INTERVAL_MS}; not ${text}`,
  );
}
