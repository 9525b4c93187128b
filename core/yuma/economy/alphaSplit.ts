/** How the alpha that a dynamic subnet issues in one block is split (yuma.md §10.3, §10.4), in U96F32. */
import { multiply, safeDivide, saturatingFromInteger } from "../../fixed/arithmetic.js";
import { U96F32 } from "../../fixed/format.js";

const U64_MAX = (1n << 64n) - 1n;
const HALF = 1n << 31n;

export interface AlphaSplit {
  readonly owner: bigint;
  readonly server: bigint;
  readonly validator: bigint;
  readonly root: bigint;
}

/** Owner's cut off the top, then half to servers, half to validators, of which root takes its proportion; truncated. */
export function splitAlphaOut(alphaOutRao: bigint, ownerCut: number, rootProportionBits: bigint): AlphaSplit {
  const cut = safeDivide(U96F32, BigInt(ownerCut) << 32n, 65535n << 32n);
  const owner = multiply(U96F32, alphaOutRao << 32n, cut);
  const rest = (alphaOutRao << 32n) - owner;
  const root = multiply(U96F32, multiply(U96F32, rootProportionBits, rest), HALF);
  const server = multiply(U96F32, rest, HALF);
  const validator = rest - server - root;
  return { owner: owner >> 32n, server: server >> 32n, validator: validator >> 32n, root: root >> 32n };
}

/** U96F32 bits of root TAO × weight / (the same + alpha issuance), 0 where undefined; `taoWeight` is over 2^64 − 1. */
export function rootProportion(rootTaoRao: bigint, alphaIssuanceRao: bigint, taoWeight: bigint): bigint {
  const weight = safeDivide(U96F32, taoWeight << 32n, U64_MAX << 32n);
  const weighted = multiply(U96F32, saturatingFromInteger(U96F32, rootTaoRao), weight);
  return safeDivide(U96F32, weighted, weighted + saturatingFromInteger(U96F32, alphaIssuanceRao));
}
