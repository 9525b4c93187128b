// The relay against a gateway that the test plays: whose fault is it?
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createVerifier } from "@plexus/client/axon";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterEach, describe, expect, it } from "vitest";
import { createRelay } from "./relay.js";

const crypto = await nativeCrypto();
const key = crypto.keyring.fromUri("//Validator");
const gateway = crypto.keyring.fromUri("//Gateway");
const quiet = new AbortController().signal;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void | Promise<void>;

async function gatewayThat(answer: Answer): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.url === "/health") return void response.end(JSON.stringify({ status: "ok", hotkey: gateway.address }));
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    await answer(request, Buffer.concat(parts), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const question = { kind: "chat", request: { messages: [] }, stream: false };
const ask = (url: string, timeoutMs = 5_000) =>
  createRelay({ gatewayUrl: url, key }).ask("5Miner", question, timeoutMs, quiet);
const reply = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

describe("the relay", () => {
  it("signs for the gateway that names itself, and reads result, receipt and times", async () => {
    const verifier = createVerifier({ crypto, receiver: gateway.address });
    const url = await gatewayThat(async (request, body, response) => {
      const verdict = await verifier.verify({
        method: request.method ?? "",
        target: request.url ?? "",
        headers: request.headers,
        body,
      });
      expect(verdict).toEqual({ ok: true, hotkey: key.address });
      expect(request.url).toBe("/v1/relay/5Miner");
      reply(
        response,
        200,
        { result: { choices: [] }, receipt: { id: "r" } },
        { "x-plexus-upstream-ms": "12.5", "x-plexus-first-byte-ms": "4" },
      );
    });
    expect(await ask(url)).toEqual({
      outcome: "answered",
      result: { choices: [] },
      receipt: { id: "r" },
      upstreamMs: 12.5,
      firstByteMs: 4,
    });
  });

  it.each([
    [503, { "x-plexus-upstream-ms": "3" }, "failed"],
    [404, {}, "failed"],
    [503, {}, "void"],
    [429, {}, "void"],
    [403, {}, "void"],
  ] as const)("takes status %i with headers %j as %s", async (status, headers, outcome) => {
    const url = await gatewayThat(
      (_, __, response) => void reply(response, status, { error: { code: "Why", message: "" } }, headers),
    );
    expect(await ask(url)).toMatchObject({ outcome, status, code: "Why" });
  });

  it("counts a miner that never answers as failed, and a gateway that is gone as nobody's fault", async () => {
    const url = await gatewayThat(() => undefined);
    expect(await ask(url, 200)).toMatchObject({ outcome: "failed", code: "Timeout" });
    expect(await ask("http://127.0.0.1:9")).toMatchObject({ outcome: "void", status: 0 });
  });

  it("does not read an answer without end", async () => {
    const url = await gatewayThat((_, __, response) => {
      response.writeHead(200);
      const more = () => void (response.destroyed || response.write(Buffer.alloc(1 << 20), more));
      more();
    });
    expect(await ask(url)).toMatchObject({ outcome: "void" });
  });
});
