// The public server: limits, one visible order of steps for each request, and a close that lets streams end
// (spec: architecture.md §3.11, issue §6, done-when 8).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Gateway } from "../gateway.js";
import { ApiError, overloaded } from "./apiError.js";
import { applyCors } from "./cors.js";
import { openExchange, sendError } from "./exchange.js";
import { findRoute } from "./routes.js";

export interface PublicServer {
  readonly port: number;
  /** Stops listening, gives open answers `graceMs` to end, then cuts them. */
  close(graceMs: number): Promise<void>;
}

/** Sockets beyond this are refused by the system: each costs memory whether it sends or not. */
const maxConnections = 4_096;

async function answer(gateway: Gateway, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const exchange = openExchange(request, response);
  response.setHeader("x-request-id", exchange.id);
  let route = "none";
  gateway.open += 1;
  try {
    if (applyCors(exchange)) return;
    const handler = findRoute(exchange);
    route = handler.name;
    if (gateway.open > gateway.limits.maxOpen) throw overloaded("too many open requests");
    await handler(gateway, exchange);
  } catch (error) {
    if (!(error instanceof ApiError) && !exchange.signal.aborted)
      gateway.log.error({ err: error, request: exchange.id, route }, "request failed");
    sendError(exchange, error);
  } finally {
    gateway.open -= 1;
    const status = exchange.signal.aborted ? "gone" : String(response.statusCode);
    gateway.metrics.requests.inc({ route, status });
    gateway.metrics.duration.observe({ route }, (performance.now() - exchange.startedMs) / 1_000);
  }
}

const rawErrors: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function onClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status = rawErrors[error.code ?? ""] ?? "400 Bad Request";
  const body = JSON.stringify({
    error: { message: status.slice(4), type: "invalid_request_error", code: "bad_http", param: null },
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Rejects with node's error (EADDRINUSE …) when the port cannot be had. */
export async function startServer(gateway: Gateway, host: string, port: number): Promise<PublicServer> {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16_384,
  });
  server.maxConnections = maxConnections;
  server.on("request", (request, response) => void answer(gateway, request, response));
  server.on("clientError", onClientError);
  const actual = await listen(server, port, host);
  return {
    port: actual,
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
