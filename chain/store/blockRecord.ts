// A block as the store keeps it: raw header and raw extrinsics, exactly the bytes that were hashed, so that nothing has
// to be encoded again to serve them (substrate-wire.md §5).

import { bytes, type Codec, decode, encode, type Hex, struct, vec } from "@plexus/core/scale";

export interface BlockRecord {
  number: number;
  hash: Hex;
  /** SCALE header. */
  header: Uint8Array;
  /** Each with its compact length, as submitted. */
  extrinsics: Uint8Array[];
}

const recordCodec: Codec<{ header: Uint8Array; extrinsics: Uint8Array[] }> = struct("BlockRecord", {
  header: bytes,
  extrinsics: vec(bytes),
});

export function encodeRecord(block: BlockRecord): Buffer {
  return Buffer.from(encode(recordCodec, { header: block.header, extrinsics: block.extrinsics }));
}

export function decodeRecord(record: Uint8Array): Pick<BlockRecord, "header" | "extrinsics"> {
  return decode(recordCodec, record);
}
