// What both the pool and a block ask of an extrinsic before it may run: signature, age, nonce, fee, the call's own
// precheck. Returns everything that running it needs, or why not. Reads only.

import type { SignatureScheme } from "@plexus/core/crypto";
import type { ReadContext } from "@plexus/core/frame";
import { NONE, type Origin, signedBy } from "@plexus/core/frame";
import { DecodeError, encode, fromHex, type Hex, toHex } from "@plexus/core/scale";
import { type DispatchInfo, dispatchInfo } from "./dispatchInfo.js";
import { eraBirth, eraDeath } from "./era.js";
import { type Extrinsic, type Signature, signingPayload } from "./extrinsic.js";
import type { InvalidTransaction } from "./interface.js";
import type { Law } from "./law.js";
import { lookup } from "./pallets/balances/lookup.js";
import { Account } from "./pallets/system/account.js";
import { BlockHash } from "./pallets/system/storage.js";
import { canPay, inclusionFee } from "./pallets/transactionPayment/fee.js";

export interface CheckedExtrinsic {
  readonly ok: true;
  readonly extrinsic: Extrinsic;
  readonly origin: Origin;
  readonly info: DispatchInfo;
  readonly feeRao: bigint;
  readonly bytes: number;
  readonly signer: Hex | undefined;
  readonly nonce: number;
  /** The signer's nonce in state; a transaction may run only when its own equals it. */
  readonly accountNonce: number;
  readonly validForBlocks: bigint;
}

export function invalid(name: InvalidTransaction["name"], message: string, code?: number): InvalidTransaction {
  const kind = name === "CannotLookup" || name === "NoUnsignedValidator" ? "Unknown" : "Invalid";
  return { ok: false, kind, name, message, ...(code === undefined ? {} : { code }) };
}

function decodeOrRefuse(law: Law, raw: Uint8Array): Extrinsic | InvalidTransaction {
  const parsed = law.parseExtrinsic(raw);
  return parsed instanceof DecodeError ? invalid("Call", `the extrinsic does not decode: ${parsed.message}`) : parsed;
}

const SCHEMES = { Ed25519: "ed25519", Sr25519: "sr25519", Ecdsa: "ecdsa" } as const;

/** What a signature check compares: everything but the answer. */
export interface SignatureClaim {
  readonly scheme: SignatureScheme;
  readonly signature: Uint8Array;
  readonly payload: Uint8Array;
  readonly account: Uint8Array;
  /** Names the payload's implicit part, for `verifiedAt`. */
  readonly place: string;
}

// Block 0 is not in the map until block 1 is being made; then the parent is genesis.
const genesisHashOf = (ctx: ReadContext): Hex => (ctx.block.number <= 1 ? ctx.block.parentHash : BlockHash.get(ctx, 0));

function claimOf(law: Law, { signed, call }: Extrinsic, signer: Hex, genesisHash: Hex, eraHash: Hex): SignatureClaim {
  const { extra, signature } = signed as Signature;
  const { specVersion, transactionVersion } = law.version;
  const implicit = { specVersion, transactionVersion, genesisHash, eraHash };
  const payload = signingPayload(law.crypto, encode(law.assembly.call, call), extra, implicit);
  const place = genesisHash + eraHash;
  return { scheme: SCHEMES[signature.type], signature: signature.value, payload, account: fromHex(signer), place };
}

function signatureHolds(
  law: Law,
  ctx: ReadContext,
  raw: Uint8Array,
  extrinsic: Extrinsic,
  signer: Hex,
  eraHash: Hex,
): boolean {
  const genesisHash = genesisHashOf(ctx);
  if (law.verifiedAt.get(raw) === genesisHash + eraHash) return true;
  const { scheme, signature, payload, account, place } = claimOf(law, extrinsic, signer, genesisHash, eraHash);
  if (!law.verify(scheme, signature, payload, account)) return false;
  law.verifiedAt.set(raw, place);
  return true;
}

/** The hash signed for the era's first block, or undefined where that block is unknown: too old, or not made yet. */
function hashOfBirth(ctx: ReadContext, signed: Signature): Hex | undefined {
  const birth = eraBirth(signed.extra.era, ctx.block.number - 1);
  if (birth === ctx.block.number - 1) return ctx.block.parentHash;
  const held = ctx.state.get(BlockHash.key(ctx.crypto, birth));
  return held && BlockHash.decodeValue(held);
}

/**
 * `ctx.block.number` is the block in which the extrinsic would run. `trustSignature` skips the costly check where the
 * caller wants the fee only (payment queries carry dummy signatures).
 */
export function checkExtrinsic(
  law: Law,
  ctx: ReadContext,
  raw: Uint8Array,
  trustSignature = false,
): CheckedExtrinsic | InvalidTransaction {
  const extrinsic = decodeOrRefuse(law, raw);
  if ("ok" in extrinsic) return extrinsic;
  const info = dispatchInfo(law.assembly, extrinsic.call);
  const { signed } = extrinsic;
  const common = { ok: true as const, extrinsic, info, bytes: raw.length };
  if (!signed) {
    return { ...common, origin: NONE, feeRao: 0n, signer: undefined, nonce: 0, accountNonce: 0, validForBlocks: 1n };
  }
  // One form only: an equal transaction in other bytes would have another hash.
  if (signed.address.type !== "Id") return invalid("CannotLookup", "the signer is not named by its account id");
  const signer = lookup(signed.address);
  if (signer === ZERO_ACCOUNT) return invalid("BadSigner", "the zero account cannot sign");
  if (info.class === "Mandatory") return invalid("BadMandatory", "this call belongs to the producer");
  const eraHash = hashOfBirth(ctx, signed);
  if (eraHash === undefined)
    return invalid(
      "AncientBirthBlock",
      "the transaction was signed for a block that is too old or unknown: sign again",
    );
  if (!trustSignature && !signatureHolds(law, ctx, raw, extrinsic, signer, eraHash)) {
    return invalid("BadProof", "the signature does not verify: wrong key, genesis, version or era");
  }
  const { nonce: accountNonce, data } = Account.get(ctx, signer);
  if (signed.extra.nonce < accountNonce)
    return invalid("Stale", `nonce ${signed.extra.nonce} is used up; the account is at ${accountNonce}`);
  const fee = inclusionFee(raw.length, info.weight, info.pays);
  const feeRao = fee.lengthFeeRao + fee.weightFeeRao + signed.extra.tip;
  if (!canPay(data.free, feeRao)) return invalid("Payment", `the account cannot pay the fee of ${feeRao} rao`);
  const validForBlocks = BigInt(eraDeath(signed.extra.era, ctx.block.number - 1) - ctx.block.number);
  // Written out: this is made for every transaction, three times, and a spread costs as much as the check.
  return {
    ok: true,
    extrinsic,
    info,
    bytes: raw.length,
    origin: signedBy(signer),
    feeRao,
    signer,
    nonce: signed.extra.nonce,
    accountNonce,
    validForBlocks,
  };
}

/** The signature of a transaction, to be verified elsewhere; undefined where it has none, or it is known to hold. */
export function signatureClaim(law: Law, ctx: ReadContext, raw: Uint8Array): SignatureClaim | undefined {
  const extrinsic = law.parseExtrinsic(raw);
  if (extrinsic instanceof DecodeError || extrinsic.signed?.address.type !== "Id") return undefined;
  const eraHash = hashOfBirth(ctx, extrinsic.signed);
  const genesisHash = genesisHashOf(ctx);
  if (eraHash === undefined || law.verifiedAt.get(raw) === genesisHash + eraHash) return undefined;
  return claimOf(law, extrinsic, lookup(extrinsic.signed.address), genesisHash, eraHash);
}

const ZERO_ACCOUNT: Hex = toHex(new Uint8Array(32));

/** The call's own precheck, for transactions that could run now. */
export function precheck(law: Law, ctx: ReadContext, checked: CheckedExtrinsic): InvalidTransaction | undefined {
  const refusal = law.assembly
    .definitionOf(checked.extrinsic.call)
    .precheck?.(ctx, checked.origin, checked.extrinsic.call.args);
  return refusal ? invalid("Custom", refusal.name, refusal.custom) : undefined;
}
