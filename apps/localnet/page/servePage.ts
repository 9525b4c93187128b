// Serves the built page as files, with plexus.json beside it that says where RPC and gateway are. Only GET, only below its folder.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";

export interface PageOptions {
  readonly folder: string;
  readonly port: number;
  readonly rpcPort: number;
  readonly gatewayPort: number;
  /** JSON file with the local customer's key; absent before there is one. */
  readonly keyFile: string | undefined;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".map": "application/json",
};

/** The file for a path, index.html for a route of the page, undefined for what is neither. */
export function fileFor(folder: string, urlPath: string): string | undefined {
  let path: string;
  try {
    path = normalize(join(folder, decodeURIComponent(urlPath)));
  } catch {
    return undefined;
  }
  if (path !== folder && !path.startsWith(folder + sep)) return undefined;
  if (path.includes("\0")) return undefined;
  if (existsSync(path) && statSync(path).isFile()) return path;
  return extname(path) === "" || extname(path) === ".html" ? join(folder, "index.html") : undefined;
}

function readKey(keyFile: string | undefined): string | undefined {
  if (keyFile === undefined || !existsSync(keyFile)) return undefined;
  return (JSON.parse(readFileSync(keyFile, "utf8")) as { key?: string }).key;
}

function sendPlexusJson(options: PageOptions, response: ServerResponse): void {
  const content = {
    rpc: `ws://127.0.0.1:${options.rpcPort}`,
    api: `http://127.0.0.1:${options.rpcPort}`,
    gateway: `http://127.0.0.1:${options.gatewayPort}`,
    key: readKey(options.keyFile),
  };
  response
    .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(content));
}

function answer(options: PageOptions, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD")
    return void response.writeHead(405, { allow: "GET, HEAD" }).end();
  // A page of another site must not read the local key through a name that it points at this machine.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? ""))
    return void response.writeHead(403).end();
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (path === "/plexus.json") return sendPlexusJson(options, response);
  const file = fileFor(options.folder, path);
  if (file === undefined || !existsSync(file))
    return void response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
  const isHashed = path.startsWith("/assets/");
  response.writeHead(200, {
    "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
    "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
  });
  if (request.method === "HEAD") return void response.end();
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Serves until the signal; rejects when the port is taken. */
export async function servePage(options: PageOptions, signal: AbortSignal): Promise<void> {
  const servers = ["127.0.0.1", "::1"].map((host) => ({
    host,
    server: createServer((request, response) => answer(options, request, response)),
  }));
  await Promise.all(
    servers.map(
      ({ host, server }) =>
        new Promise<void>((resolve, reject) => {
          server.once("error", (error: NodeJS.ErrnoException) =>
            host === "::1" && error.code === "EADDRNOTAVAIL" ? resolve() : reject(error),
          );
          server.listen(options.port, host, resolve);
        }),
    ),
  );
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  for (const { server } of servers) {
    server.closeAllConnections();
    server.close();
  }
}
