/** The subnet owner's part of what a subnet issues in one block, and what is held for its neurons (stable.md §5). */
import { divide, multiply } from "../../fixed/arithmetic.js";
import { I96F32 } from "../../fixed/format.js";

export interface BlockIssue {
  readonly ownerRao: bigint;
  /** Held until the epoch: the fraction of the cut is kept out of both, so up to 1 rao of residue remains. */
  readonly serverRao: bigint;
  readonly validatorRao: bigint;
  readonly residueRao: bigint;
}

/** cut = E·ownerCut/65535 in I96F32, multiplied first; `ownerCut` is 0 where there is no owner or the cut is off. */
export function splitBlockIssue(issuedRao: bigint, ownerCut: number): BlockIssue {
  const issued = issuedRao << 32n;
  const cut = divide(I96F32, multiply(I96F32, issued, BigInt(ownerCut) << 32n), 65535n << 32n);
  const ownerRao = cut >> 32n;
  const held = (issued - cut) >> 32n;
  const serverRao = held / 2n;
  return { ownerRao, serverRao, validatorRao: held - serverRao, residueRao: issuedRao - ownerRao - held };
}
