// PUT and GET /blob/<sha256>: bytes under their own hash (spec: architecture.md §3.10).
import type { ServerResponse } from "node:http";
import { AxonError } from "../axonError.js";
import { type BlobStore, blobName } from "../blobs/blobStore.js";
import { sendJson } from "./sendAnswer.js";

/** Stores the body. Throws AxonError 400 `HashMismatch`, 507 `StorageFull`. */
export async function putBlob(
  store: BlobStore,
  sha256: string,
  body: Uint8Array,
  response: ServerResponse,
): Promise<void> {
  if (blobName(body) !== sha256) {
    throw new AxonError(400, "HashMismatch", `the body's sha256 is ${blobName(body)}, the path says ${sha256}`);
  }
  await store.put(sha256, body);
  sendJson(response, 201, { sha256, bytes: body.length });
}

/** Sends the bytes. Throws AxonError 404 `BlobNotFound`. */
export async function getBlob(store: BlobStore, sha256: string, response: ServerResponse): Promise<void> {
  const bytes = await store.get(sha256);
  if (bytes === undefined) throw new AxonError(404, "BlobNotFound", `no blob ${sha256} here`);
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": bytes.length });
  response.end(bytes);
}
