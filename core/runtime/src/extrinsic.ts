// Extrinsic v4 (substrate-wire §5): bytes ⇄ parts, and what a signer signs. One file for node and client.

import type { Hashing } from "@plexus/core/crypto";
import type { RuntimeCallValue, SignedExtension } from "@plexus/core/frame";
import {
  bytes as bytesCodec,
  type Codec,
  compact,
  DecodeError,
  encode,
  enumeration,
  fixedBytes,
  fromHex,
  type Hex,
  type Infer,
  newtype,
  option,
  Reader,
  struct,
  type TypeNode,
  u8,
  u32,
  unit,
  Writer,
} from "@plexus/core/scale";
import { Era, type EraValue } from "./era.js";
import { H256, MultiAddress, type MultiAddressValue, MultiSignature, TaoBalance } from "./primitives.js";

/** A transaction longer than this does not fit a block's share for normal ones. */
export const MAXIMUM_EXTRINSIC_BYTES = 5 * 1024 * 1024;

const SIGNED_V4 = 0x84;
const BARE_V4 = 0x04;
const MODE_DISABLED = 0;

const Nonce = compact(u32);
const Tip = compact(TaoBalance);

/** What a signer adds beside the call. Order on the wire: era, nonce, tip, mode. */
export interface Extra {
  readonly era: EraValue;
  readonly nonce: number;
  readonly tip: bigint;
}

/** What is signed but not sent. */
export interface Implicit {
  readonly specVersion: number;
  readonly transactionVersion: number;
  readonly genesisHash: Hex;
  /** Hash of the block in which the era begins; the genesis hash for an immortal one. */
  readonly eraHash: Hex;
}

export interface Signature {
  readonly address: MultiAddressValue;
  readonly signature: Infer<typeof MultiSignature>;
  readonly extra: Extra;
}

export interface Extrinsic {
  readonly signed: Signature | undefined;
  readonly call: RuntimeCallValue;
}

const extraCodec: Codec<Extra> = {
  type: unit.type,
  encode({ era, nonce, tip }, out) {
    Era.encode(era, out);
    Nonce.encode(nonce, out);
    Tip.encode(tip, out);
    out.u8(MODE_DISABLED);
  },
  decode(input) {
    const extra = { era: Era.decode(input), nonce: Nonce.decode(input), tip: Tip.decode(input) };
    if (input.u8() !== MODE_DISABLED) throw new DecodeError("CheckMetadataHash is not offered: sign with mode 0");
    return extra;
  },
};

/** The whole extrinsic with its length prefix. */
export function encodeExtrinsic(callCodec: Codec<RuntimeCallValue>, { signed, call }: Extrinsic): Uint8Array {
  const out = new Writer();
  out.u8(signed ? SIGNED_V4 : BARE_V4);
  if (signed) {
    MultiAddress.encode(signed.address, out);
    MultiSignature.encode(signed.signature, out);
    extraCodec.encode(signed.extra, out);
  }
  callCodec.encode(call, out);
  return encode(bytesCodec, out.bytes());
}

/** Throws DecodeError for anything that is not exactly one extrinsic of version 4. */
export function decodeExtrinsic(callCodec: Codec<RuntimeCallValue>, raw: Uint8Array): Extrinsic {
  if (raw.length > MAXIMUM_EXTRINSIC_BYTES) throw new DecodeError(`an extrinsic of ${raw.length} bytes`);
  const outer = new Reader(raw);
  const input = new Reader(bytesCodec.decode(outer));
  if (outer.remaining > 0) throw new DecodeError("bytes after the extrinsic");
  const version = input.u8();
  if (version !== SIGNED_V4 && version !== BARE_V4) throw new DecodeError(`extrinsic version ${version} is not 4`);
  const signed =
    version === SIGNED_V4
      ? {
          address: MultiAddress.decode(input),
          signature: MultiSignature.decode(input),
          extra: extraCodec.decode(input),
        }
      : undefined;
  const call = callCodec.decode(input);
  if (input.remaining > 0) throw new DecodeError(`${input.remaining} bytes after the call`);
  return { signed, call };
}

/** The bytes that the signer signs: call ‖ extra ‖ implicit, hashed when longer than 256. */
export function signingPayload(crypto: Hashing, call: Uint8Array, extra: Extra, implicit: Implicit): Uint8Array {
  const out = new Writer();
  out.raw(call);
  extraCodec.encode(extra, out);
  out.u32(implicit.specVersion);
  out.u32(implicit.transactionVersion);
  out.raw(fromHex(implicit.genesisHash));
  out.raw(fromHex(implicit.eraHash));
  out.u8(0); // no metadata hash
  const payload = out.bytes();
  return payload.length > 256 ? crypto.blake2b256(payload) : payload;
}

/** Hash by which an extrinsic is known: blake2-256 of all its bytes. */
export function extrinsicHash(crypto: Hashing, raw: Uint8Array): Uint8Array {
  return crypto.blake2b256(raw);
}

const empty = (path: string): TypeNode => ({ kind: "composite", path, parameters: [], fields: [] });
const Mode = enumeration("frame_metadata_hash_extension::Mode", { Disabled: [0], Enabled: [1] });

function extension(identifier: string, type: TypeNode, additionalSigned: TypeNode = unit.type): SignedExtension {
  return { identifier, type, additionalSigned };
}

/** In the order of spec 461 (target.md §3.2). Clients build by it, so it is never reordered. */
export const SIGNED_EXTENSIONS: readonly SignedExtension[] = [
  extension("CheckNonZeroSender", empty("frame_system::extensions::check_non_zero_sender::CheckNonZeroSender")),
  extension("CheckSpecVersion", empty("frame_system::extensions::check_spec_version::CheckSpecVersion"), u32.type),
  extension("CheckTxVersion", empty("frame_system::extensions::check_tx_version::CheckTxVersion"), u32.type),
  extension("CheckGenesis", empty("frame_system::extensions::check_genesis::CheckGenesis"), H256.type),
  extension("CheckMortality", newtype("node_subtensor_runtime::check_mortality::CheckMortality", Era).type, H256.type),
  extension("CheckNonce", newtype("node_subtensor_runtime::check_nonce::CheckNonce", Nonce).type),
  extension("CheckWeight", empty("frame_system::extensions::check_weight::CheckWeight")),
  extension("ChargeTransactionPayment", newtype("pallet_transaction_payment::ChargeTransactionPayment", Tip).type),
  extension(
    "SudoTransactionExtension",
    empty("node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension<node_subtensor_runtime::Runtime>"),
  ),
  extension(
    "CheckShieldedTxValidity",
    empty("pallet_shield::extension::CheckShieldedTxValidity<node_subtensor_runtime::Runtime>"),
  ),
  extension(
    "SubtensorTransactionExtension",
    empty("pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension<node_subtensor_runtime::Runtime>"),
  ),
  extension("DrandPriority", empty("pallet_drand::drand_priority::DrandPriority<node_subtensor_runtime::Runtime>")),
  extension(
    "CheckMetadataHash",
    struct("frame_metadata_hash_extension::CheckMetadataHash", { mode: Mode }).type,
    option(fixedBytes(32)).type,
  ),
];

/** The extrinsic's own types, for metadata. */
export function extrinsicTypes(call: Codec<RuntimeCallValue>) {
  const extra: TypeNode = { kind: "tuple", of: SIGNED_EXTENSIONS.map(({ type }) => type) };
  const parameters = [
    { name: "Address", type: MultiAddress.type },
    { name: "Call", type: call.type },
    { name: "Signature", type: MultiSignature.type },
    { name: "Extra", type: extra },
  ];
  const extrinsic: TypeNode = {
    kind: "composite",
    path: "sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic",
    parameters,
    fields: [{ type: { kind: "sequence", of: u8.type } }],
  };
  return {
    extensions: SIGNED_EXTENSIONS,
    address: MultiAddress.type,
    signature: MultiSignature.type,
    extra,
    extrinsic,
  };
}
