// Hostile input at scale (issue, "Done when" 8): random frames, mutated extrinsics, clients that ask and never read. No
// crash, bounded memory, a code for every refusal. PLEXUS_HOSTILE=20000 for the figure.

import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import { hexOf, type Json, key, post, sign, startNode, transferCall, WireClient } from "../testing/testNode.js";

const count = Number(process.env.PLEXUS_HOSTILE ?? 1_500);
const alice = key("//Alice");
const bob = key("//Bob");
let node: Node;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const heapBytes = () => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** Reproducible noise. */
function noise(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SCRAPS = [
  "{}",
  "[]",
  "null",
  "-1",
  "1e400",
  '"0x"',
  '"0xzz"',
  `"0x${"00".repeat(40)}"`,
  '"\\ud800"',
  "[[[[]]]]",
  "true",
  "9007199254740993",
];

function frame(random: (below: number) => number, methods: readonly string[]): string {
  const scrap = () => SCRAPS[random(SCRAPS.length)] as string;
  const method = random(10) === 0 ? scrap() : JSON.stringify(methods[random(methods.length)]);
  const params = random(6) === 0 ? scrap() : `[${Array.from({ length: random(5) }, scrap).join(",")}]`;
  const text = `{"jsonrpc":"2.0","id":${random(8) === 0 ? scrap() : random(1e6)},"method":${method},"params":${params}}`;
  if (random(12) === 0) return `[${text},${text}]`;
  if (random(12) > 0) return text;
  const cut = random(text.length);
  return random(2) === 0
    ? text.slice(0, cut)
    : text.slice(0, cut) + String.fromCharCode(random(0xffff)) + text.slice(cut + 1);
}

test(
  `${count} random frames: every refusal has a code, memory stays`,
  async () => {
    const methods: string[] = (await post(node, "rpc_methods")).methods.filter(
      (name: string) => name !== "plexus_seal",
    );
    const random = noise(1);
    const codes = new Map<number, number>();
    const run = async (frames: number) => {
      const client = await WireClient.connect(node);
      for (let sent = 0; sent < frames; sent++) client.socket.send(frame(random, methods));
      await client.call("system_name");
      for (const reply of client.frames.flat()) {
        if (!reply.error) continue;
        expect(reply.error.code).toBeTypeOf("number");
        codes.set(reply.error.code, (codes.get(reply.error.code) ?? 0) + 1);
      }
      client.close();
    };
    await run(200);
    const before = heapBytes();
    for (let left = count; left > 0; left -= 500) await run(Math.min(500, left));
    expect(heapBytes() - before).toBeLessThan(50 * 1024 * 1024);
    expect(codes.has(-32603)).toBe(false);
    expect([...codes.keys()]).toEqual(expect.arrayContaining([-32700, -32600, -32601, -32602]));
  },
  30_000 + count * 10,
);

test(
  `${count} mutated extrinsics: a code each, the chain goes on, the honest one lands`,
  async () => {
    const random = noise(2);
    const honest = sign(node, alice, transferCall(bob, 77n), { nonce: 0 });
    const before = heapBytes();
    const refused = new Set<number>();
    let taken = 0;
    for (let sent = 0; sent < count; sent++) {
      const bytes = Array.from(honest);
      for (let change = 1 + random(3); change > 0; change--) {
        const at = random(bytes.length);
        const kind = random(3);
        if (kind === 0) bytes[at] = random(256);
        else if (kind === 1) bytes.splice(at, 1 + random(4));
        else bytes.splice(at, 0, random(256));
      }
      if (hexOf(Uint8Array.from(bytes)) === hexOf(honest)) continue;
      try {
        node.pool.submit(Uint8Array.from(bytes));
        taken++;
      } catch (error) {
        expect((error as Error).name).toBe("PoolRefusal");
        await post(node, "author_submitExtrinsic", [hexOf(Uint8Array.from(bytes))]).catch((body: Json) =>
          refused.add(body.code),
        );
      }
      if (sent % 500 === 0) node.seal();
    }
    expect(taken).toBe(0);
    expect([...refused].every((code) => code >= 1010 && code <= 1016)).toBe(true);
    await post(node, "author_submitExtrinsic", [hexOf(honest)]);
    node.seal();
    expect(await post(node, "account_nextIndex", [alice.address])).toBe(1);
    expect(heapBytes() - before).toBeLessThan(50 * 1024 * 1024);
  },
  30_000 + count * 20,
);

test("a client that asks and never reads is cut off; others are answered meanwhile", async () => {
  const before = process.memoryUsage().arrayBuffers + heapBytes();
  const socket = connect(node.rpcPort, "127.0.0.1");
  let isClosed = false;
  socket.on("close", () => {
    isClosed = true;
  });
  socket.on("error", () => undefined);
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  socket.write(
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  );
  await new Promise<void>((resolve) => socket.once("data", () => resolve()));
  socket.pause();
  const question = Buffer.from('{"jsonrpc":"2.0","id":1,"method":"state_getMetadata"}');
  const masked = Buffer.concat([Buffer.of(0x81, 0x80 | question.length, 0, 0, 0, 0), question]);
  for (let asked = 0; asked < 2_000; asked++) socket.write(masked);
  await new Promise((resume) => setTimeout(resume, 500));
  const began = performance.now();
  expect(await post(node, "system_name")).toBe("Plexus Node");
  expect(performance.now() - began).toBeLessThan(2_000);
  const grown = process.memoryUsage().arrayBuffers + heapBytes() - before;
  expect(grown).toBeLessThan(120 * 1024 * 1024);
  socket.destroy();
  await new Promise((resume) => setTimeout(resume, 200));
  expect(isClosed).toBe(true);
}, 30_000);

test("half a request is given up in time, and headers without end are refused", async () => {
  const socket = connect(node.rpcPort, "127.0.0.1");
  const answer = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk));
    socket.on("close", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${"x-filler: 1\r\n".repeat(3_000)}`);
  expect(await answer).toMatch(/^HTTP\/1.1 (400|431)/);
});

test("a flood from one client does not keep the others waiting", async () => {
  const flooder = await WireClient.connect(node);
  const call = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "state_getKeys", params: ["0x"] });
  for (let sent = 0; sent < 2_000; sent++) flooder.socket.send(call);
  const waits: number[] = [];
  for (let asked = 0; asked < 5; asked++) {
    const began = performance.now();
    await post(node, "system_health");
    waits.push(performance.now() - began);
  }
  flooder.socket.terminate();
  // Each turn of the loop answers one of the flood (about a millisecond of work) and one of ours.
  expect(Math.max(...waits)).toBeLessThan(1_000);
}, 30_000);
