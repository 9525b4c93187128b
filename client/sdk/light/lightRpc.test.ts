// The transport against servers that answer with too much, too little, too late, or nonsense.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { httpLightRpc } from "./lightRpc.js";

let reply: (response: ServerResponse) => void = () => {};
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => reply(response));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (options?: object, signal?: AbortSignal) =>
  httpLightRpc(`ws://${address}`, options).request("status", {}, signal && { signal });

it("takes results and errors of JSON-RPC", async () => {
  reply = (response) => response.end('{"jsonrpc":"2.0","id":1,"result":{"a":"ü"}}');
  expect(await ask()).toEqual({ a: "ü" });
  reply = (response) => response.end('{"error":{"code":-32601,"message":"no","data":"x"}}');
  await expect(ask()).rejects.toMatchObject({ code: "RpcError", rpcCode: -32_601, message: "status: no: x" });
});

it("refuses answers that are cut, endless, late or nonsense", async () => {
  reply = (response) => response.end('{"result":{"a"');
  await expect(ask()).rejects.toMatchObject({ code: "BadAnswer" });
  for (const nonsense of ["", "[]", "7", "null", '{"error":5}', "[".repeat(100_000)]) {
    reply = (response) => response.end(nonsense);
    await expect(ask()).rejects.toMatchObject({ code: "BadAnswer" });
  }
  let sent = 0;
  reply = (response) => {
    const more = () => {
      if (response.destroyed || sent > 50_000_000) return;
      sent += 65_536;
      response.write("x".repeat(65_536), more);
    };
    more();
  };
  await expect(ask()).rejects.toMatchObject({ code: "BadAnswer", message: /1048576 bytes/ });
  expect(sent).toBeLessThan(50_000_000);
  reply = (response) => response.write("{");
  await expect(ask({ timeoutMs: 100 })).rejects.toMatchObject({ code: "Timeout" });
  reply = (response) => response.destroy();
  await expect(ask()).rejects.toMatchObject({ code: "Unreachable" });
  const stop = new AbortController();
  reply = () => stop.abort();
  await expect(ask({}, stop.signal)).rejects.toMatchObject({ code: "Aborted" });
  expect(() => httpLightRpc("ftp://x")).toThrow(/no address/);
});
