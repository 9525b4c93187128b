// The header as the machine handles it (substrate-wire.md §5): the digest stays the bytes that were hashed. Codec and hash
// are the runtime's.

import type { Hashing } from "@plexus/core/crypto";
import { DigestItem, headerCodec } from "@plexus/core/runtime";
import { bytes, concatBytes, decode, encode, fixedBytes, type Hex, toHex } from "@plexus/core/scale";

export interface Header {
  parentHash: Hex;
  number: number;
  stateRoot: Hex;
  extrinsicsRoot: Hex;
  /** SCALE DigestItem each. */
  digest: readonly Uint8Array[];
}

const PRE_RUNTIME = 6;

export function encodeHeader(header: Header): Uint8Array {
  return encode(headerCodec, {
    parent_hash: header.parentHash,
    number: header.number,
    state_root: header.stateRoot,
    extrinsics_root: header.extrinsicsRoot,
    digest: { logs: header.digest.map((item) => decode(DigestItem, item)) },
  });
}

/** Throws DecodeError. */
export function decodeHeader(encoded: Uint8Array): Header {
  const header = decode(headerCodec, encoded);
  return {
    parentHash: header.parent_hash,
    number: header.number,
    stateRoot: header.state_root,
    extrinsicsRoot: header.extrinsics_root,
    digest: header.digest.logs.map((item) => encode(DigestItem, item)),
  };
}

/** Block hash of an encoded header. */
export function hashOfHeader(hashing: Hashing, encoded: Uint8Array): Hex {
  return toHex(hashing.blake2b256(encoded));
}

/** PreRuntime "aura" ++ u64 slot: which slot of the block time this block belongs to. */
export function slotDigest(slot: bigint): Uint8Array {
  const value = new Uint8Array(8);
  new DataView(value.buffer).setBigUint64(0, slot, true);
  return concatBytes(Uint8Array.of(PRE_RUNTIME), encode(fixedBytes(4), Buffer.from("aura")), encode(bytes, value));
}
