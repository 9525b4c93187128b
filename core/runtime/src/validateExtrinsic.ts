// What the pool is told of a transaction (TaggedTransactionQueue): whether it may wait, what it waits for, how much it
// is wanted.

import type { ReadContext } from "@plexus/core/frame";
import { compact, encode, type Hex, toHex, u32 } from "@plexus/core/scale";
import { checkExtrinsic, invalid, precheck } from "./checkExtrinsic.js";
import type { Validity } from "./interface.js";
import type { Law } from "./law.js";

/** Free transactions rank below any that pays. */
const FREE_PRIORITY = 1n;

const Nonce = compact(u32);

/** The tag that a transaction provides and the account's next one requires. */
function nonceTag(signer: Hex, nonce: number): Hex {
  return `${signer}${toHex(encode(Nonce, nonce)).slice(2)}`;
}

/** `trustSignature`: all but the signature, which is verified elsewhere. */
export function validateExtrinsic(law: Law, ctx: ReadContext, raw: Uint8Array, trustSignature = false): Validity {
  const checked = checkExtrinsic(law, ctx, raw, trustSignature);
  if (!checked.ok) return checked;
  if (checked.signer === undefined)
    return invalid("NoUnsignedValidator", "unsigned transactions are made by the producer only");
  const waits = checked.nonce > checked.accountNonce;
  // A later transaction's precheck may depend on the earlier ones; it is asked when its turn comes.
  const refusal = waits ? undefined : precheck(law, ctx, checked);
  if (refusal) return refusal;
  return {
    ok: true,
    priority: checked.feeRao + FREE_PRIORITY,
    requires: waits ? [nonceTag(checked.signer, checked.nonce - 1)] : [],
    provides: [nonceTag(checked.signer, checked.nonce)],
    longevity: checked.validForBlocks,
    propagate: true,
  };
}
