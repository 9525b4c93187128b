// The server as CometBFT meets it: order, flush, exceptions; and as a stranger meets it: closed, said, and still there.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { silentLogger } from "../../logger.js";
import { Request, Response } from "../proto/abci.js";
import { restHandlers } from "../restHandlers.js";
import { FrameReader, frameHeader } from "./frames.js";
import type { AbciHandlers } from "./handlers.js";
import { AbciServer } from "./server.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-abci-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Case = NonNullable<Request["value"]>;
const code = (value: number) => ({
  code: value,
  data: new Uint8Array(),
  log: "",
  info: "",
  gasWanted: 0n,
  gasUsed: 0n,
  events: [],
  codespace: "",
});
const faults: string[] = [];
const errors: string[] = [];
const observed: string[] = [];
let server: AbciServer;
let slow: (() => void)[] = [];

const handlers = {
  ...restHandlers(),
  checkTx: async ({ tx }) => {
    // The first takes longest: answers must still come in order.
    await new Promise((resolve) => setTimeout(resolve, 20 - (tx[0] ?? 0)));
    return code(tx[0] ?? 0);
  },
  commit: () => {
    throw new Error("no disk");
  },
  insertTx: () => new Promise<never>((_, reject) => slow.push(() => reject(new Error("late")))),
} as Partial<AbciHandlers> as AbciHandlers;

beforeEach(async () => {
  for (const list of [faults, errors, observed, slow]) list.length = 0;
  slow = [];
  server = await AbciServer.start({
    path: join(folder, "a.sock"),
    handlers,
    logger: { ...silentLogger, error: (_, message) => errors.push(message) },
    onCall: (call, _, failed) => observed.push(`${call}${failed ? "!" : ""}`),
    onFault: (error, call) => faults.push(`${call}: ${(error as Error).message}`),
    maximumFrameBytes: 1 << 20,
  });
});
afterEach(() => server.stop(100));

class Client {
  readonly socket: Socket;
  readonly got: NonNullable<Response["value"]>[] = [];
  readonly closed: Promise<void>;
  #wake: () => void = () => {};
  constructor() {
    this.socket = createConnection(server.path);
    const frames = new FrameReader();
    this.socket.on("data", (piece) => {
      for (const bytes of frames.read(piece))
        this.got.push(Response.decode(bytes).value as NonNullable<Response["value"]>);
      this.#wake();
    });
    this.socket.on("error", () => {});
    this.closed = new Promise((resolve) => this.socket.on("close", () => resolve()));
  }
  send(...cases: Case[]): void {
    for (const value of cases) {
      const bytes = Request.encode({ value }).finish();
      this.socket.write(Buffer.concat([frameHeader(bytes.length), bytes]));
    }
  }
  async until(count: number): Promise<typeof this.got> {
    while (this.got.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.got;
  }
}

const check = (first: number): Case => ({ $case: "checkTx", value: { tx: Uint8Array.of(first), type: 0 } });
const flush: Case = { $case: "flush", value: {} };

test("answers come in the order of the requests, Flush last; every call is observed", async () => {
  const client = new Client();
  client.send({ $case: "echo", value: { message: "hello" } }, check(1), check(2), check(3), flush);
  const got = await client.until(5);
  expect(got.map((each) => each.$case)).toEqual(["echo", "checkTx", "checkTx", "checkTx", "flush"]);
  expect(got.slice(1, 4).map((each) => (each.$case === "checkTx" ? each.value.code : -1))).toEqual([1, 2, 3]);
  expect(observed).toEqual(["checkTx", "checkTx", "checkTx"]);
  client.socket.destroy();
});

test("a handler that throws answers with an exception, and is told", async () => {
  const client = new Client();
  client.send({ $case: "commit", value: {} }, flush);
  expect((await client.until(2))[0]).toEqual({ $case: "exception", value: { error: "no disk" } });
  expect(faults).toEqual(["commit: no disk"]);
  expect(observed).toEqual(["commit!"]);
  client.socket.destroy();
});

test("noise closes its connection with a log line; others go on", async () => {
  const good = new Client();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (noise) => {
      const bad = new Client();
      bad.socket.write(Buffer.concat([Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7f), noise]));
      await bad.closed;
    }),
    { numRuns: 20 },
  );
  expect(errors.length).toBe(20);
  expect(errors[0]).toContain("no ABCI");
  for (const bytes of [Uint8Array.of(0xff), Uint8Array.of(0x0a, 0x7f), Uint8Array.of(0x08, 0x01)]) {
    const bad = new Client();
    bad.socket.write(Buffer.concat([frameHeader(bytes.length), bytes]));
    await bad.closed;
  }
  good.send(check(9), flush);
  expect((await good.until(2)).length).toBe(2);
  good.socket.destroy();
});

test("random bytes and cut streams never end the process", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), async (pieces) => {
      const client = new Client();
      for (const piece of pieces) client.socket.write(piece);
      client.socket.end();
      await client.closed;
    }),
    { numRuns: 60 },
  );
  const client = new Client();
  client.send(check(1), flush);
  expect((await client.until(2)).map((each) => each.$case)).toEqual(["checkTx", "flush"]);
  client.socket.destroy();
});

test("stopping waits for the request in hand, but not for ever", async () => {
  const client = new Client();
  client.send({ $case: "insertTx", value: { tx: new Uint8Array() } }, flush);
  while (slow.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(server.longestCall()).toMatchObject({ call: "insertTx" });
  const began = performance.now();
  await server.stop(150);
  expect(performance.now() - began).toBeGreaterThan(120);
  await client.closed;
});

test("a file that a killed process left is no obstacle; a long path is refused", async () => {
  await server.stop();
  expect(existsSync(server.path)).toBe(false);
  writeFileSync(server.path, "");
  const options = { handlers, logger: silentLogger, onFault: () => {} };
  const second = await AbciServer.start({ ...options, path: server.path });
  await second.stop();
  await expect(AbciServer.start({ ...options, path: join(folder, "x".repeat(100)) })).rejects.toThrow("longer than 99");
});
