// Amounts as people write and read them: TAO with a unit. Inside, money is a bigint of rao (architecture §1).
import { wrongUse } from "./failure.js";

const raoPerTao = 1_000_000_000n;
const pattern = /^(\d{1,12})(?:\.(\d{1,9}))?\s*(?:τ|tao)?$/i;

/** "12.5", "12.5 τ", "0.000000001" → rao. Throws wrong use for signs, exponents or more than nine decimals. */
export function parseTao(text: string): bigint {
  const match = pattern.exec(text.trim());
  if (match === null)
    throw wrongUse(`"${text}" is not an amount of TAO.`, "Write it like 12.5, with at most nine decimals.");
  return BigInt(match[1] ?? "0") * raoPerTao + BigInt((match[2] ?? "").padEnd(9, "0"));
}

/** rao → "12.5 τ": exact, without trailing zeros, thousands set apart by a thin comma. */
export function formatTao(amountRao: bigint): string {
  const sign = amountRao < 0n ? "-" : "";
  const absolute = amountRao < 0n ? -amountRao : amountRao;
  const whole = (absolute / raoPerTao).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = (absolute % raoPerTao).toString().padStart(9, "0").replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`} τ`;
}
