// One request and its response, with what every handler needs of them (spec: issue §6). The signal is aborted when the
// client goes away before the response has ended.
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, internal } from "./apiError.js";

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Also the id of the answer's receipt. */
  readonly id: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of the route's pattern: `:hotkey` and the like. */
  params: Record<string, string>;
  readonly signal: AbortSignal;
  readonly startedMs: number;
}

export function openExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const gone = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) gone.abort(new Error("the client went away"));
  });
  return {
    request,
    response,
    id: randomUUID(),
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    params: {},
    signal: gone.signal,
    startedMs: performance.now(),
  };
}

/** Amounts are bigint: they go out as decimal text, since u64 does not fit a Number. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? each.toString() : each));
}

export function sendJson(
  exchange: Exchange,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = Buffer.from(toJson(value));
  exchange.response.writeHead(status, {
    "content-type": "application/json",
    "content-length": body.length,
    ...headers,
  });
  exchange.response.end(body);
}

/** Turns whatever was thrown into the answer; nothing can be sent once a body has begun. */
export function sendError(exchange: Exchange, error: unknown): void {
  const refusal = error instanceof ApiError ? error : internal();
  const { response, request } = exchange;
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const headers: Record<string, string> = {};
  if (refusal.retryAfterS !== undefined) headers["retry-after"] = String(refusal.retryAfterS);
  // What is left of an unread body would be taken for the next request.
  if (!request.complete) headers.connection = "close";
  sendJson(exchange, refusal.status, refusal.toBody(), headers);
}
