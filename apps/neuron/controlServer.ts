// The near socket of a neuron's program: JSON over HTTP on <dataPath>/control.sock, which only its owner may open
// (CONTRACTS "Control"). Nothing of it is reachable from a network.
import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";

export class ControlRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "ControlRefusal";
    this.status = status;
  }
}

/** By "METHOD /path"; what a handler returns is sent as JSON. */
export type ControlRoutes = Readonly<Record<string, (body: unknown) => unknown>>;

const MAX_BODY_BYTES = 16_384;
const MAX_PATH_BYTES = 107;

/** Returns how to stop it. Throws when the path is longer than the system takes. The folder must be claimed already. */
export async function startControl(dataPath: string, routes: ControlRoutes): Promise<() => Promise<void>> {
  const path = join(dataPath, "control.sock");
  if (Buffer.byteLength(path) > MAX_PATH_BYTES)
    throw new Error(
      `${path} is longer than the ${MAX_PATH_BYTES} bytes that a socket's path may have: choose a shorter data path`,
    );
  rmSync(path, { force: true });
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    const act = `${request.method ?? ""} ${(request.url ?? "/").split("?")[0] ?? "/"}`;
    answer(routes, act, request)
      .then(
        (value) => ({ status: 200, value }),
        (error: unknown) => ({
          status: error instanceof ControlRefusal ? error.status : 500,
          value: { error: { message: error instanceof Error ? error.message : "failed" } },
        }),
      )
      .then(
        ({ status, value }) => {
          response.writeHead(status, { "content-type": "application/json", connection: "close" });
          response.end(
            JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? each.toString() : each)),
          );
        },
        () => response.destroy(),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function answer(routes: ControlRoutes, act: string, request: IncomingMessage): Promise<unknown> {
  const handler = Object.hasOwn(routes, act) ? routes[act] : undefined;
  if (handler === undefined) throw new ControlRefusal(404, `unknown: ${act.slice(0, 100)}`);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > MAX_BODY_BYTES) throw new ControlRefusal(413, `at most ${MAX_BODY_BYTES} bytes`);
    parts.push(part as Buffer);
  }
  if (bytes === 0) return handler(undefined);
  try {
    return await handler(JSON.parse(Buffer.concat(parts).toString("utf8")));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ControlRefusal(400, "the body is not JSON");
    throw error;
  }
}
