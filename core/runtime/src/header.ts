// Header and block hash (substrate-wire §5): SCALE, hashed with blake2-256. Built by the machine, described here so that
// clients read the same.

import type { Hashing } from "@plexus/core/crypto";
import { compact, encode, type Hex, type Infer, struct, toHex, u32, vec } from "@plexus/core/scale";
import { Digest } from "./pallets/system/storage.js";
import { H256 } from "./primitives.js";

export const headerCodec = struct(
  "sp_runtime::generic::header::Header",
  { parent_hash: H256, number: compact(u32), state_root: H256, extrinsics_root: H256, digest: Digest },
  { Number: u32 },
);
export type Header = Infer<typeof headerCodec>;

export function hashHeader(crypto: Hashing, header: Header): Hex {
  return toHex(crypto.blake2b256(encode(headerCodec, header)));
}

/** Commits to the transactions of a block: blake2-256 over the list of their hashes. No client verifies it. */
export function extrinsicsRoot(crypto: Hashing, extrinsics: readonly Uint8Array[]): Hex {
  const hashes = extrinsics.map((raw) => toHex(crypto.blake2b256(raw)));
  return toHex(crypto.blake2b256(encode(vec(H256), hashes)));
}
