// Where an axon keeps blobs: bytes under their own sha256, bounded (spec: architecture.md §3.10).
import { createHash } from "node:crypto";
import { AxonError } from "../axonError.js";

export interface BlobStore {
  /** Keeps the bytes under their hash. Throws AxonError 507 `StorageFull` when the bound is reached. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  get(sha256: string): Promise<Uint8Array | undefined>;
}

export const blobNamePattern = /^[0-9a-f]{64}$/;

/** The name of these bytes. */
export function blobName(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function storageFull(maxBytes: number): AxonError {
  return new AxonError(507, "StorageFull", `this axon keeps at most ${maxBytes} bytes of blobs`);
}

/** Blobs in memory, at most `maxBytes` altogether; gone with the process. */
export function memoryBlobs(maxBytes: number): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  let heldBytes = 0;
  return {
    async put(sha256, bytes) {
      if (blobs.has(sha256)) return;
      if (heldBytes + bytes.length > maxBytes) throw storageFull(maxBytes);
      blobs.set(sha256, bytes);
      heldBytes += bytes.length;
    },
    async get(sha256) {
      return blobs.get(sha256);
    },
  };
}
