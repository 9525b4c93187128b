// Sizes of snapshots. CometBFT carries at most 4 MB of metadata and 16 MB a chunk (engine.md §1.3).

export const SNAPSHOT_LIMITS = {
  /** Content of a chunk, before compression: what this program makes, and the most and least that it takes. */
  chunkBytes: 8 * 1024 * 1024,
  leastChunkBytes: 1024,
  /** A chunk as it travels. */
  packedBytes: 10 * 1024 * 1024,
  /** With the largest chunks 64 GiB of state. */
  chunks: 8192,
  metadataBytes: 512 * 1024,
  headerBytes: 64 * 1024,
  /** Block H as it is stored: a block is at most 5 MB. */
  blockBytes: 16 * 1024 * 1024,
  valueBytes: 32 * 1024 * 1024,
  /** Entries written in one transaction while restoring. */
  entriesAtOnce: 8192,
} as const;
