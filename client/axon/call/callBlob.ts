// Blobs at another's axon: put and get under their own sha256 (spec: architecture.md §3.10).
import type { KeyPair } from "@plexus/core/crypto";
import { AxonError } from "../axonError.js";
import { blobName } from "../blobs/blobStore.js";
import { endpointUrl, refusalError, signedExchange } from "./signedExchange.js";

export interface CallBlobOptions {
  readonly key: KeyPair;
  readonly receiver: string;
  readonly url: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly maxBlobBytes?: number;
}

async function run(options: CallBlobOptions, method: "PUT" | "GET", sha256: string, body: Uint8Array, wanted: number) {
  const parts: Buffer[] = [];
  const timeoutMs = options.timeoutMs ?? 60_000;
  const { status } = await signedExchange({
    key: options.key,
    receiver: options.receiver,
    url: endpointUrl(options.url, `/blob/${sha256}`),
    method,
    headers: method === "PUT" ? { "content-type": "application/octet-stream" } : {},
    body,
    signal: options.signal,
    timeoutMs,
    firstByteTimeoutMs: timeoutMs,
    maxAnswerBytes: options.maxBlobBytes ?? 16 << 20,
    onPart: (part) => parts.push(part),
  });
  const answer = Buffer.concat(parts);
  if (status !== wanted) throw refusalError(status, answer);
  return answer;
}

/** Stores the bytes there and gives their name. */
export async function putBlobAt(options: CallBlobOptions, bytes: Uint8Array): Promise<string> {
  const sha256 = blobName(bytes);
  await run(options, "PUT", sha256, bytes, 201);
  return sha256;
}

/** Fetches the bytes of that name and checks that they are. Throws AxonError, `HashMismatch` among others. */
export async function getBlobAt(options: CallBlobOptions, sha256: string): Promise<Uint8Array> {
  const bytes = await run(options, "GET", sha256, new Uint8Array(), 200);
  if (blobName(bytes) !== sha256)
    throw new AxonError(0, "HashMismatch", "the axon sent other bytes than were asked for");
  return bytes;
}
