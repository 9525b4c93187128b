// A part of a whole as people read it.

/** "33.33 %", at most two places. */
export function shareOf(part: bigint, whole: bigint): string {
  const hundredths = whole === 0n ? 0n : (part * 10_000n) / whole;
  return `${Number(hundredths) / 100} %`;
}
