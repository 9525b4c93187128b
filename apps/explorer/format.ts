// How numbers read. Amounts of TAO with unit, shares in percent, hashes shortened in the middle.

const RAO_PER_TAO = 1_000_000_000n;

/** 12.5 τ; up to `digits` decimals, trailing zeros dropped, never rounded up. */
export function tao(rao: bigint | string | number, digits = 4): string {
  const amount = BigInt(rao);
  const whole = amount / RAO_PER_TAO;
  const fraction = (amount % RAO_PER_TAO).toString().padStart(9, "0").slice(0, digits).replace(/0+$/, "");
  const shown = whole.toString().replace(/\B(?=(\d{3})+(?!\d))/g, " ");
  if (amount > 0n && whole === 0n && fraction === "") return `${amount} rao`;
  return `${shown}${fraction ? `.${fraction}` : ""} τ`;
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

export function shorten(text: string, each = 6): string {
  return text.length <= 2 * each + 1 ? text : `${text.slice(0, each)}…${text.slice(-each)}`;
}

export function milliseconds(value: number | null | undefined): string {
  return value === null || value === undefined
    ? "–"
    : value < 1_000
      ? `${Math.round(value)} ms`
      : `${(value / 1_000).toFixed(1)} s`;
}

export function clock(timestampMs: number): string {
  return new Date(timestampMs).toLocaleTimeString();
}
