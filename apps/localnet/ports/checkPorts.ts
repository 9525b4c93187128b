// Tries every port before anything starts: a taken one ends the start with a line that names port, owner and flag (issue §7).
import { createServer } from "node:net";
import { isBlockedPort } from "../../control/isBlockedPort.js";
import { portOwner } from "./portOwner.js";
import { namedPorts, type PortPlan } from "./portPlan.js";

/** A port that something else holds; the message names port, part, owner and the flag that helps. */
export class PortTaken extends Error {
  readonly port: number;
  /** The message says already what to do: one line names all. */
  readonly advice = "";
  constructor(port: number, part: string, owner: string) {
    super(
      `Port ${port} (${part}) is taken by ${owner}: stop it, or move all ports with --port-offset 100 (\`npm start -- --port-offset 100\`).`,
    );
    this.name = "PortTaken";
    this.port = port;
  }
}

/** True when this process could listen on the port. An address family that the machine lacks does not count. */
async function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Throws PortTaken for the first port that is not free on 127.0.0.1 or ::1, RangeError for one that cannot be used. */
export async function checkPorts(ports: PortPlan): Promise<void> {
  for (const { port, part } of namedPorts(ports)) {
    if (port > 65_535) throw new RangeError(`Port ${port} (${part}) does not exist: choose a smaller --port-offset.`);
    if (isBlockedPort(port)) {
      const advice = `choose another --port-offset, such as ${ports.offset + 20}.`;
      throw new RangeError(`Port ${port} (${part}) is one that browsers and fetch refuse to ask: ${advice}`);
    }
    const isBothFree = (await isFree(port, "127.0.0.1")) && (await isFree(port, "::1"));
    if (isBothFree) continue;
    const owner = portOwner(port);
    throw new PortTaken(port, part, owner === undefined ? "another program" : `pid ${owner.pid} (${owner.command})`);
  }
}
