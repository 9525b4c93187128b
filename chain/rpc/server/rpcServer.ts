// HTTP and WebSocket on one port (substrate-wire.md §1): bound to the own machine, IPv4 and IPv6, unless told otherwise.

import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { WebSocketServer } from "ws";
import { RPC_LIMITS } from "../limits.js";
import { answerHttp, type HttpOptions } from "./httpExchange.js";
import { isHostAllowed, isOriginAllowed } from "./origins.js";
import { serveWebSocket } from "./webSocketClient.js";

export interface RpcServerOptions extends HttpOptions {
  /** 0 picks a free one. */
  port: number;
}

export interface RpcServer {
  readonly port: number;
  /** Open sockets, for metrics. */
  connections(): number;
  close(): Promise<void>;
}

/** Another program has the port. */
export class PortTaken extends Error {
  override name = "PortTaken";
  readonly port: number;
  constructor(port: number, flag: string) {
    super(`port ${port} is taken by another program: stop it, or give another ${flag}`);
    this.port = port;
  }
}

export async function startRpcServer(options: RpcServerOptions): Promise<RpcServer> {
  const sockets = new Set<Socket>();
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: RPC_LIMITS.messageBytes,
    perMessageDeflate: false,
    // One message a turn of the event loop for each client: a flood of one delays the others and the next block by one
    // call at a time, not by all that fits a read.
    allowSynchronousEvents: false,
    clientTracking: true,
  });
  const servers: Server[] = [];
  const open = async (host: string, port: number): Promise<number> => {
    const server = createHttp(options, webSockets, sockets);
    const bound = await listen(server, host, port);
    servers.push(server);
    return bound;
  };
  const close = async () => {
    for (const client of webSockets.clients) client.close(1001, "the node is stopping");
    const grace = setTimeout(() => destroyAll(sockets), 500);
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve).closeIdleConnections())));
    clearTimeout(grace);
  };
  const port = await open(options.external ? "0.0.0.0" : "127.0.0.1", options.port);
  try {
    await open(options.external ? "::" : "::1", port);
  } catch (error) {
    // Machines without IPv6 are served over IPv4 alone.
    if (!["EAFNOSUPPORT", "EADDRNOTAVAIL", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      await close();
      throw error;
    }
  }
  return { port, connections: () => sockets.size, close };
}

function createHttp(options: HttpOptions, webSockets: WebSocketServer, sockets: Set<Socket>): Server {
  const server = createServer({
    headersTimeout: RPC_LIMITS.headersTimeoutMs,
    requestTimeout: RPC_LIMITS.requestTimeoutMs,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 16 * 1024,
  });
  // A client that neither sends nor reads for so long is gone; WebSockets have their own pings.
  server.setTimeout(RPC_LIMITS.idleTimeoutMs);
  // Longer than clients pause between two requests: a connection that we close meets their next one half-way.
  server.keepAliveTimeout = RPC_LIMITS.keepAliveMs;
  server.on("connection", (socket) => {
    if (sockets.size >= RPC_LIMITS.connections) return socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("request", (request, response) => answerHttp(options, request, response));
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    else socket.destroy();
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const { origin, host } = request.headers;
    if (!isHostAllowed(host, options.external) || !isOriginAllowed(origin, options.cors)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveWebSocket(webSocket, options.dispatcher, webSockets.clients),
    );
  });
  return server;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTaken(port, "--rpc-port") : error),
    );
    server.listen({ host, port, ipv6Only: host.includes(":") }, () =>
      resolve((server.address() as { port: number }).port),
    );
  });
}

function destroyAll(sockets: Iterable<Socket>): void {
  for (const socket of sockets) socket.destroy();
}
