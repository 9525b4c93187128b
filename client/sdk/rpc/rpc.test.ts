// The connection against a scripted WebSocket server: it answers, notifies at once, dies and comes back.
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { RpcClient } from "./rpcClient.js";

type Frame = { id: number; method: string; params: unknown[] };
type Script = (frame: Frame, reply: (message: object) => void, socket: WebSocket) => void;

const running: { close(): void }[] = [];
afterEach(() => {
  for (const each of running.splice(0)) each.close();
});

async function serve(script: Script, port = 0) {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      script(frame, (message) => socket.send(JSON.stringify({ jsonrpc: "2.0", ...message })), socket);
    });
  });
  const kill = () => {
    for (const socket of server.clients) socket.terminate();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  running.push({ close: () => void kill() });
  const chosen = (server.address() as AddressInfo).port;
  return { url: `ws://127.0.0.1:${chosen}`, port: chosen, kill };
}

async function open(url: string, options = {}) {
  const client = await RpcClient.open(url, { retryMs: 20, maxRetryMs: 50, ...options });
  running.push(client);
  return client;
}

const until = async (condition: () => boolean) => {
  for (let step = 0; step < 400 && !condition(); step += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};

it("answers each question with its own answer, and errors with their code and data", async () => {
  const { url } = await serve(({ id, method }, reply) => {
    if (method === "bad") reply({ id, error: { code: 1010, message: "Invalid Transaction", data: "Custom error: 3" } });
    else setTimeout(() => reply({ id, result: method }), method === "slow" ? 30 : 0);
  });
  const client = await open(url);
  expect(await Promise.all(["slow", "fast"].map((method) => client.request(method)))).toEqual(["slow", "fast"]);
  await expect(client.request("bad")).rejects.toMatchObject({
    code: "RpcError",
    rpcCode: 1010,
    data: "Custom error: 3",
    message: "bad: Invalid Transaction: Custom error: 3",
  });
});

it("loses no notification that comes in one breath with the answer", async () => {
  const { url } = await serve(({ id }, reply) => {
    reply({ id, result: "s1" });
    for (const result of [1, 2]) reply({ method: "x", params: { subscription: "s1", result } });
  });
  const heard: unknown[] = [];
  await (await open(url)).subscribe({
    method: "sub",
    unsubscribe: "unsub",
    onNotification: (result) => heard.push(result),
  });
  await until(() => heard.length === 2);
  expect(heard).toEqual([1, 2]);
});

it("asks again and subscribes again after the node came back, but never hands a transaction over twice", async () => {
  let asked: string[] = [];
  const silent = await serve(({ id, method }, reply) => {
    asked.push(method);
    if (method === "sub") reply({ id, result: "old" });
  });
  const client = await open(silent.url);
  const heard: unknown[] = [];
  let resumed = 0;
  await client.subscribe({
    method: "sub",
    unsubscribe: "unsub",
    onNotification: (result) => heard.push(result),
    onResumed: () => (resumed += 1),
  });
  const question = client.request("question");
  const transaction = client.request("author_submitExtrinsic");
  await until(() => asked.length === 3);
  await silent.kill();
  await expect(transaction).rejects.toMatchObject({ code: "Unreachable" });
  const waiting = client.request("later");
  expect(client.connected).toBe(false);

  asked = [];
  await serve(({ id, method }, reply) => {
    asked.push(method);
    reply({ id, result: method === "sub" ? "new" : method });
    if (method === "sub") reply({ method: "x", params: { subscription: "new", result: "again" } });
  }, silent.port);
  expect(await question).toBe("question");
  expect(await waiting).toBe("later");
  await until(() => heard.length === 1 && resumed === 1);
  expect(asked.sort()).toEqual(["later", "question", "sub"]);
});

it("gives up in time, on request, and when closed", async () => {
  const { url, kill } = await serve(() => {});
  const client = await open(url);
  await expect(client.request("x", [], { timeoutMs: 30 })).rejects.toMatchObject({ code: "Timeout" });
  await expect(client.request("x", [], { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ code: "Aborted" });
  const open1 = client.request("x");
  client.close();
  await expect(open1).rejects.toMatchObject({ code: "Closed" });
  await expect(client.request("x")).rejects.toMatchObject({ code: "Closed" });
  await kill();
  await expect(RpcClient.open(url)).rejects.toMatchObject({ code: "Unreachable" });
});

it("notices a node that went silent without closing", async () => {
  let connections = 0;
  const { url } = await serve((frame, reply, socket) => {
    connections = Math.max(connections, ((socket as WebSocket & { serial?: number }).serial ??= connections + 1));
    if (connections > 1) reply({ id: frame.id, result: "alive" });
  });
  const client = await open(url, { heartbeatMs: 40 });
  expect(await client.request("hello")).toBe("alive");
});
