// The ABCI server on a Unix socket, to which CometBFT connects four times: query, snapshot, mempool, consensus (cometbft.md §2).

import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { Logger } from "../../logger.js";
import { AbciConnection } from "./connection.js";
import { LARGEST_FRAME_BYTES } from "./frames.js";
import type { AbciHandlers, CallObserver } from "./handlers.js";

export interface AbciServerOptions {
  /** Absolute path of the socket. */
  path: string;
  handlers: AbciHandlers;
  logger: Logger;
  onCall?: CallObserver | undefined;
  /** A handler threw: a bug, or a state that must not go on. The answer is an exception. */
  onFault: (error: unknown, call: string) => void;
  maximumFrameBytes?: number;
}

/** CometBFT silently cuts a longer path and listens elsewhere; the system's own bound is 107. */
export const LONGEST_SOCKET_PATH = 99;

/** CometBFT opens four; a second CometBFT, started while the first ends, four more. */
const MOST_CONNECTIONS = 16;

export class AbciServer {
  readonly path: string;
  readonly #server: Server;
  readonly #connections = new Map<Socket, AbciConnection>();

  private constructor(path: string, server: Server) {
    this.path = path;
    this.#server = server;
  }

  /** Resolves when connections are taken. Throws RangeError for a path that is too long. */
  static async start(options: AbciServerOptions): Promise<AbciServer> {
    const { path, handlers, logger, onCall, onFault, maximumFrameBytes = LARGEST_FRAME_BYTES } = options;
    if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH) {
      throw new RangeError(
        `the socket path ${path} is longer than ${LONGEST_SOCKET_PATH} bytes: set TMPDIR to a shorter one`,
      );
    }
    // What a killed process left there would make listening fail.
    rmSync(path, { force: true });
    const server = createServer();
    const abci = new AbciServer(path, server);
    server.on("connection", (socket) => {
      if (abci.#connections.size >= MOST_CONNECTIONS) return socket.destroy();
      const connection = new AbciConnection(socket, { handlers, logger, onCall, onFault, maximumFrameBytes });
      abci.#connections.set(socket, connection);
      socket.on("close", () => abci.#connections.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
    server.on("error", (error) => logger.error({ err: error }, "the ABCI socket failed"));
    return abci;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** The call that has been waited for longest, and since when on the clock of `performance.now()`. */
  longestCall(): { call: string; sinceMs: number } | undefined {
    const calls = [...this.#connections.values()].flatMap(({ current }) => (current ? [current] : []));
    return calls.sort((a, b) => a.sinceMs - b.sinceMs)[0];
  }

  /** Takes no more requests, lets those in hand end for at most `graceMs`, closes. */
  async stop(graceMs = 2_000): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.all([...this.#connections.values()].map((each) => each.finish())), grace]);
    clearTimeout(timer);
    for (const socket of this.#connections.keys()) socket.destroy();
    await closed;
    rmSync(this.path, { force: true });
  }
}
