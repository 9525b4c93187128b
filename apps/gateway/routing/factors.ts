// The two factors beside quality: speed and price, both relative to the median candidate and kept within ½…2
// (spec: architecture.md §3.11). Wider clips were tried: speed and price drowned quality.

export const clipLow = 0.5;
export const clipHigh = 2;
export const latencyExponent = 0.25;
export const priceExponent = 0.5;

function clip(value: number): number {
  return Math.min(clipHigh, Math.max(clipLow, value));
}

/** The middle value; the mean of the two middle ones for an even count. Undefined for none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] as number;
  if (sorted.length % 2 === 1) return upper;
  return (upper + (sorted[(sorted.length >> 1) - 1] as number)) / 2;
}

function factor(own: number | undefined, middle: number | undefined, exponent: number): number {
  if (own === undefined || middle === undefined || middle <= 0) return 1;
  if (own <= 0) return clipHigh;
  return clip((middle / own) ** exponent);
}

/** Twice as fast as the median gives 2^¼; a miner whose speed is not known yet gets 1. */
export function latencyFactor(ownMs: number | undefined, medianMs: number | undefined): number {
  return factor(ownMs, medianMs, latencyExponent);
}

/** Half the median price gives 2^½. */
export function priceFactor(own: number, middle: number | undefined): number {
  return factor(own, middle, priceExponent);
}
