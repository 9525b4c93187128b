// TCP proxies between peers: a link can be cut, stalled (bytes vanish) or delayed, without any privilege (cometbft.md §8).
import { connect, createServer, type Server, type Socket } from "node:net";

export type LinkState = "open" | "cut" | "stalled";

interface Link {
  readonly server: Server;
  readonly sockets: Set<Socket>;
  readonly port: number;
  state: LinkState;
  delayMs: number;
}

export interface Mesh {
  /** Where `from` dials `to`; from < to. */
  port(from: number, to: number): number;
  /** Every link between the two groups. */
  set(left: readonly number[], right: readonly number[], state: LinkState): void;
  /** One-way delay of every link, ms. */
  delay(ms: number): void;
  /** Opens every link. Streams that were stalled are closed: they have lost bytes. */
  heal(): void;
  close(): Promise<void>;
}

/** Passes bytes on as long as the link is open, each part after the link's delay, in order. */
function pipe(link: Link, from: Socket, to: Socket): void {
  let last = Promise.resolve();
  from.on("data", (part) => {
    if (link.state !== "open") return;
    if (link.delayMs === 0) {
      if (!to.destroyed) to.write(part);
      return;
    }
    const due = new Promise<void>((resolve) => setTimeout(resolve, link.delayMs));
    last = last.then(() => due).then(() => void (to.destroyed || to.write(part)));
  });
  const end = () => {
    from.destroy();
    to.destroy();
  };
  from.on("close", end);
  from.on("error", end);
}

function openLink(target: number): Promise<Link> {
  const sockets = new Set<Socket>();
  const server = createServer((inbound) => {
    if (link.state === "cut") return void inbound.destroy();
    const outbound = connect({ port: target, host: "127.0.0.1" });
    for (const socket of [inbound, outbound]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    }
    pipe(link, inbound, outbound);
    pipe(link, outbound, inbound);
  });
  let link = { server, sockets, port: 0, state: "open", delayMs: 0 } as Link;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      link = Object.assign(link, { port: (server.address() as { port: number }).port });
      resolve(link);
    });
  });
}

export async function startMesh(ports: readonly number[]): Promise<Mesh> {
  const links = new Map<string, Link>();
  for (let from = 0; from < ports.length; from++) {
    for (let to = from + 1; to < ports.length; to++) links.set(`${from}-${to}`, await openLink(ports[to] as number));
  }
  const linkOf = (one: number, other: number): Link => {
    const found = links.get(`${Math.min(one, other)}-${Math.max(one, other)}`);
    if (!found) throw new Error(`there is no link between ${one} and ${other}`);
    return found;
  };
  const drop = (link: Link) => {
    for (const socket of link.sockets) socket.destroy();
  };
  return {
    port: (from, to) => linkOf(from, to).port,
    set(left, right, state) {
      for (const one of left)
        for (const other of right) {
          const link = linkOf(one, other);
          link.state = state;
          if (state === "cut") drop(link);
        }
    },
    delay(ms) {
      for (const link of links.values()) link.delayMs = ms;
    },
    heal() {
      for (const link of links.values()) {
        if (link.state === "stalled") drop(link);
        link.state = "open";
      }
    },
    async close() {
      await Promise.all(
        [...links.values()].map((link) => {
          drop(link);
          return new Promise<void>((resolve) => link.server.close(() => resolve()));
        }),
      );
    },
  };
}
