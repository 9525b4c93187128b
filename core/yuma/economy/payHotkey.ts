/** How what a hotkey earned is shared among those who staked on it (yuma.md §9.2, stable.md §6). */
import { divide, multiply } from "../../fixed/arithmetic.js";
import { I64F64 } from "../../fixed/format.js";

export interface HotkeyEarnings {
  readonly serverRao: bigint;
  readonly validatorRao: bigint;
  /** u16 */
  readonly take: number;
  /** Stake of each nominator on this hotkey before the payment, the owner among them; rao. */
  readonly stakes: readonly bigint[];
}

export interface HotkeyPayment {
  /** One per stake. */
  readonly nominators: bigint[];
  /** Take, the remainder of all truncations, and the whole of the server's part. */
  readonly owner: bigint;
}

/** Both ratios are formed first and truncated to I64F64, then multiplied. Σ nominators + owner = server + validator. */
export function payHotkey(earnings: HotkeyEarnings): HotkeyPayment {
  const scale = (rao: bigint): bigint => rao << 64n;
  const ratio = divide(I64F64, scale(BigInt(earnings.take)), scale(65535n));
  const take = multiply(I64F64, scale(earnings.validatorRao), ratio) >> 64n;
  const rest = earnings.validatorRao - take;
  const total = earnings.stakes.reduce((sum, stake) => sum + stake, 0n);
  const nominators = earnings.stakes.map((stake) =>
    total === 0n ? 0n : multiply(I64F64, scale(rest), divide(I64F64, scale(stake), scale(total))) >> 64n,
  );
  const paid = nominators.reduce((sum, share) => sum + share, 0n);
  return { nominators, owner: rest - paid + take + earnings.serverRao };
}
