// Peers by address or by their RPC; a node that has asked once starts again while they are down.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findPeers } from "./cometPeers.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-peers-"));
afterAll(() => rmSync(folder, { recursive: true }));
const id = "ab".repeat(20);

test("addresses are taken as they are, anything else is named", async () => {
  const address = `${id}@example.org:30333`;
  expect(await findPeers(` ${address}, `, undefined)).toEqual({ addresses: [address], rpcServers: [] });
  expect(await findPeers(undefined, undefined)).toEqual({ addresses: [], rpcServers: [] });
  await expect(findPeers("example.org:30333", undefined)).rejects.toThrow("neither nodeid@host:port nor http");
});

test("a node is asked by its RPC, and remembered", async () => {
  let status: object = { result: { node_info: { id, listen_addr: "tcp://0.0.0.0:30343" } } };
  const server = createServer((_, response) => response.end(JSON.stringify(status)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const memory = join(folder, "comet/peers.json");
  const expected = { addresses: [`${id}@127.0.0.1:30343`], rpcServers: [url] };
  expect(await findPeers(url, memory)).toEqual(expected);
  status = { error: "nothing at /status" };
  await expect(findPeers(url, undefined)).rejects.toThrow("does not say who it is");
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await findPeers(url, memory)).toEqual(expected);
  await expect(findPeers(url, undefined)).rejects.toThrow("cannot be asked");
});
