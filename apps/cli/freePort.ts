// The first port from `first` on that nothing listens on: a second miner on one machine must not need a flag.
import { createServer } from "node:net";
import { isBlockedPort } from "../control/isBlockedPort.js";
import { CommandFailure } from "./failure.js";

const triedPorts = 100;

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Throws refused when a hundred ports in a row are taken. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + triedPorts; port += 1) {
    if (!isBlockedPort(port) && (await isFree(port))) return port;
  }
  throw new CommandFailure(
    "refused",
    `No port from ${first} to ${first + triedPorts - 1} is free.`,
    "Give one with --axon-port.",
  );
}
