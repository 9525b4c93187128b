// Reads a request's body with a bound on size; time is bounded by the server's requestTimeout (spec: architecture.md §3.10).
import type { IncomingMessage } from "node:http";
import { AxonError } from "../axonError.js";

/** The whole body. Throws AxonError 413 `BodyTooLarge`, 400 `BodyCutShort`. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(request.headers["content-length"] ?? 0);
  const tooLarge = () => new AxonError(413, "BodyTooLarge", `a body may have at most ${maxBytes} bytes`);
  if (declared > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length > maxBytes) {
        request.pause();
        reject(tooLarge());
      } else parts.push(part);
    });
    request.on("end", () => resolve(Buffer.concat(parts, length)));
    request.on("error", (cause) => reject(new AxonError(400, "BodyCutShort", "the connection failed", { cause })));
    request.on("close", () => {
      if (!request.complete) reject(new AxonError(400, "BodyCutShort", "the connection closed inside the body"));
    });
  });
}
