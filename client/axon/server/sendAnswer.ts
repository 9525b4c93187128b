// Plain answers of the axon: JSON with a length, errors with a code (spec: architecture.md §3.10).
import type { IncomingMessage, ServerResponse } from "node:http";
import { AxonError } from "../axonError.js";
import type { AxonLogger } from "../axonLogger.js";

/** Sends a JSON document; does nothing if the caller has gone. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length, ...headers });
  response.end(body);
}

/** Turns anything thrown into an answer; what is not an AxonError is logged and shown as a bare 500. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  logger: AxonLogger,
): void {
  const known = error instanceof AxonError && error.status >= 400;
  if (!known) logger.error({ err: error, path: request.url?.split("?")[0] }, "axon handler failed");
  const shown = known ? error : new AxonError(500, "InternalError", "the miner failed on this request");
  // A body that was not read to its end cannot be followed by another request on the same connection.
  const headers: Record<string, string> = request.complete ? {} : { connection: "close" };
  if (shown.status === 503) headers["retry-after"] = "1";
  if (!request.complete) response.once("finish", () => request.socket.destroySoon());
  sendJson(response, shown.status, shown.toBody(), headers);
}
