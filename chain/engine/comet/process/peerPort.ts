// Whether peers can be listened for: CometBFT would end at once, again and again, and say why only in its log.

import { createServer } from "node:net";

export class PeerPortTaken extends Error {
  override name = "PeerPortTaken";
  constructor(port: number) {
    super(`port ${port} is taken by another program: stop it, or give another --port`);
  }
}

/** Throws PeerPortTaken. */
export function assertPortFree(host: string, port: number): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PeerPortTaken(port) : error),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}
