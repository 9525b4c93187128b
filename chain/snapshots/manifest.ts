// What a snapshot says of itself; travels as the metadata of CometBFT's Snapshot, whose hash is the sha256 of these bytes.
// Chunk hashes are of the content before compression: two machines may compress differently and still offer the same
// snapshot, so that a newcomer can fetch from both.

import { bytes, type Codec, decode, encode, fixedBytes, struct, u32, u64, vec } from "@plexus/core/scale";
import { SNAPSHOT_LIMITS } from "./limits.js";

export const SNAPSHOT_FORMAT = 1;

export interface SnapshotManifest {
  format: number;
  height: number;
  /** SCALE header of that block; its blake2b-256 is the block hash, and its state root the one to reach. */
  header: Uint8Array;
  /** Hash of block 0: which chain this is. A newcomer makes block 0 itself, from the chain spec. */
  genesisHash: Uint8Array;
  /** Bytes of all chunks together, before compression. */
  totalBytes: bigint;
  /** Of each chunk but the last. */
  chunkBytes: number;
  /** sha256 of each chunk's content. */
  chunkHashes: Uint8Array[];
}

const manifestCodec: Codec<SnapshotManifest> = struct("SnapshotManifest", {
  format: u32,
  height: u32,
  header: bytes,
  genesisHash: fixedBytes(32),
  totalBytes: u64,
  chunkBytes: u32,
  chunkHashes: vec(fixedBytes(32)),
});

export class BadManifest extends Error {
  override name = "BadManifest";
}

export function encodeManifest(manifest: SnapshotManifest): Uint8Array {
  return encode(manifestCodec, manifest);
}

/** Throws BadManifest for anything that is not a whole manifest within the limits. */
export function decodeManifest(metadata: Uint8Array): SnapshotManifest {
  if (metadata.length > SNAPSHOT_LIMITS.metadataBytes) throw new BadManifest(`${metadata.length} bytes of metadata`);
  let manifest: SnapshotManifest;
  try {
    manifest = decode(manifestCodec, metadata);
  } catch (error) {
    throw new BadManifest(`metadata that is no manifest: ${(error as Error).message}`);
  }
  const { header, totalBytes, chunkBytes, chunkHashes, height } = manifest;
  if (chunkBytes < SNAPSHOT_LIMITS.leastChunkBytes || chunkBytes > SNAPSHOT_LIMITS.chunkBytes) {
    throw new BadManifest(`chunks of ${chunkBytes} bytes`);
  }
  if (height === 0) throw new BadManifest("a snapshot of block 0");
  if (header.length > SNAPSHOT_LIMITS.headerBytes) throw new BadManifest(`a header of ${header.length} bytes`);
  const chunks = (totalBytes + BigInt(chunkBytes - 1)) / BigInt(chunkBytes);
  if (chunks === 0n || chunks > SNAPSHOT_LIMITS.chunks || Number(chunks) !== chunkHashes.length) {
    throw new BadManifest(`${chunkHashes.length} chunks for ${totalBytes} bytes`);
  }
  return manifest;
}

/** Bytes of a chunk before compression. */
export function contentBytes({ totalBytes, chunkBytes, chunkHashes }: SnapshotManifest, index: number): number {
  return index < chunkHashes.length - 1 ? chunkBytes : Number(totalBytes) - index * chunkBytes;
}
