// How a chunk's content is compressed: gzip at its fastest. State is mostly hashes and balances, which compress little,
// and Node 20 has no zstd.

import { gunzipSync, gzipSync } from "node:zlib";
import { SNAPSHOT_LIMITS } from "./limits.js";

export function pack(content: Uint8Array): Buffer {
  return gzipSync(content, { level: 1 });
}

/** undefined if it is not the compression of exactly `bytes` bytes; never makes more than that. */
export function unpack(packed: Uint8Array, bytes: number): Buffer | undefined {
  if (packed.length > SNAPSHOT_LIMITS.packedBytes) return undefined;
  try {
    const content = gunzipSync(packed, { maxOutputLength: bytes });
    return content.length === bytes ? content : undefined;
  } catch {
    return undefined;
  }
}
