// Which calls are passed on to CometBFT, and that nothing else is; a CometBFT that hangs or talks too much is cut.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CometRoutes } from "./passOn.js";
import { callComet, postToComet } from "./process/cometRpc.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-pass-"));
const socket = join(folder, "c.sock");
const asked: { method: string; params: unknown }[] = [];
let mood: "answer" | "hang" | "flood" | "error" = "answer";
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += piece));
    request.on("end", () => {
      const { id, method, params } = JSON.parse(text);
      asked.push({ method, params });
      if (mood === "answer") response.end(JSON.stringify({ jsonrpc: "2.0", id, result: { method } }));
      if (mood === "error")
        response.end(JSON.stringify({ jsonrpc: "2.0", id, error: { message: "no such height", data: "9" } }));
      if (mood === "flood") response.end("x".repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
});
afterEach(() => {
  mood = "answer";
  asked.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const routes = new CometRoutes(socket);

test("read-only routes pass with their id and parameters, by POST and GET", async () => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 7, method: "commit", params: { height: "5" } });
  expect(JSON.parse((await routes.post(body)) as string)).toEqual({
    jsonrpc: "2.0",
    id: 7,
    result: { method: "commit" },
  });
  const get = routes.get(new URL("http://node/validators?height=5&page=%221%22"));
  expect(JSON.parse((await get) as string)).toMatchObject({ result: { method: "validators" } });
  expect(asked).toEqual([
    { method: "commit", params: { height: "5" } },
    { method: "validators", params: { height: "5", page: "1" } },
  ]);
});

test("nothing else does", () => {
  for (const method of [
    "broadcast_tx_sync",
    "dial_peers",
    "unsafe_flush_mempool",
    "subscribe",
    "state_getStorage",
    "tx",
  ])
    expect(routes.post(JSON.stringify({ id: 1, method }))).toBeUndefined();
  for (const body of [
    "",
    "{",
    "[]",
    "null",
    '{"method":7}',
    '{"method":"__proto__"}',
    `{"method":"status","x":"${"y".repeat(2_000)}"}`,
  ])
    expect(routes.post(body)).toBeUndefined();
  expect(routes.get(new URL("http://node/broadcast_tx_sync?tx=1"))).toBeUndefined();
  expect(routes.get(new URL(`http://node/block?height=${"1".repeat(2_000)}`))).toBeUndefined();
  expect(asked).toEqual([]);
});

test("a CometBFT that hangs, floods or is gone is an error and not a wait", async () => {
  mood = "hang";
  await expect(postToComet(socket, '{"id":1,"method":"status"}', { timeoutMs: 100 })).rejects.toThrow("within 100 ms");
  mood = "flood";
  await expect(postToComet(socket, '{"id":1,"method":"status"}', { maximumBytes: 1_000 })).rejects.toThrow(
    "larger than 1000",
  );
  mood = "error";
  await expect(callComet(socket, "commit")).rejects.toThrow("commit: no such height 9");
  const gone = new CometRoutes(join(folder, "none.sock"));
  expect(JSON.parse((await gone.post('{"id":"a","method":"status"}')) as string)).toMatchObject({
    id: "a",
    error: { code: -32_603 },
  });
});
