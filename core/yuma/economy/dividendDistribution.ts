/** Validators' dividends of a dynamic subnet divided into alpha and root alpha (yuma.md §10.5, step 5), in U96F32. */
import { multiply, safeDivide } from "../../fixed/arithmetic.js";
import { U96F32 } from "../../fixed/format.js";

export interface DividendShare {
  /** What the epoch and the parents' shares gave this hotkey; only proportions count. */
  readonly dividend: bigint;
  readonly alphaStake: bigint;
  readonly rootStake: bigint;
}

/** U96F32 bits of rao. */
export interface DistributedDividend {
  readonly alpha: bigint;
  readonly root: bigint;
}

function distribute(parts: readonly bigint[], pendingRao: bigint): bigint[] {
  const total = parts.reduce((sum, part) => sum + part, 0n);
  return parts.map((part) => multiply(U96F32, safeDivide(U96F32, part, total), pendingRao << 32n));
}

export function distributeDividends(
  shares: readonly DividendShare[],
  pendingAlphaRao: bigint,
  pendingRootAlphaRao: bigint,
  taoWeightBits: bigint,
): DistributedDividend[] {
  const parts = shares.map(({ dividend, alphaStake, rootStake }) => {
    const root = multiply(U96F32, rootStake << 32n, taoWeightBits);
    const proportion = safeDivide(U96F32, root, (alphaStake << 32n) + root);
    const rootPart = multiply(U96F32, dividend << 32n, proportion);
    return { root: rootPart, alpha: (dividend << 32n) - rootPart };
  });
  const alpha = distribute(
    parts.map((part) => part.alpha),
    pendingAlphaRao,
  );
  const root = distribute(
    parts.map((part) => part.root),
    pendingRootAlphaRao,
  );
  return parts.map((_, i) => ({ alpha: alpha[i]!, root: root[i]! }));
}
