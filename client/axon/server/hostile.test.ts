// 5,000 mutated requests against a real axon: it never falls, nothing mutated is ever worked on, every refusal has a code.
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { expect, it } from "vitest";
import { memoryBlobs } from "../blobs/blobStore.js";
import { signRequest } from "../btauth/signRequest.js";
import { createAxon } from "./createAxon.js";

const rounds = 5_000;
const crypto = await nativeCrypto();
const miner = crypto.keyring.fromUri("//Miner");
const gateway = crypto.keyring.fromUri("//Gateway");

/** A small generator with a seed, so that a failure can be repeated (xorshift32). */
function createDraw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function signedBytes(method: string, target: string, body: Buffer): Buffer {
  const headers = signRequest({ key: gateway, method, target, body, receiver: miner.address });
  const head = Object.entries({ host: "x", ...headers, "content-length": body.length, connection: "close" });
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`), body]);
}

function mutate(original: Buffer, draw: (below: number) => number): Buffer {
  let bytes = Buffer.from(original);
  for (let change = draw(3); change >= 0; change -= 1) {
    const at = draw(bytes.length);
    const kind = draw(5);
    if (kind === 0) bytes[at] = draw(256);
    else if (kind === 1) bytes[at] = (bytes[at] as number) ^ (1 << draw(8));
    else if (kind === 2)
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(draw(40), draw(256)), bytes.subarray(at)]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw(60))]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(draw(bytes.length))]);
    if (bytes.length === 0) return original.subarray(0, 1);
  }
  return bytes;
}

function send(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    let answer = "";
    socket.on("data", (part) => (answer += part.toString("latin1")));
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}

it(`survives ${rounds} mutated requests`, { timeout: 120_000 }, async () => {
  let worked = 0;
  const axon = await createAxon({
    key: miner,
    crypto,
    host: "127.0.0.1",
    port: 0,
    blobs: memoryBlobs(1 << 20),
    requestTimeoutMs: 2_000,
    maxOpen: 256,
    async handle() {
      worked += 1;
      return { result: {}, receipt: {} as never };
    },
    synapses: { Text: { hashFields: ["text"], handle: async () => ({}) } },
  });
  const body = Buffer.from(
    JSON.stringify({ netuid: 1, market: "text", kind: "chat", request: { a: [1, null] }, stream: false, id: "i" }),
  );
  const originals = [
    signedBytes("POST", "/v1/task", body),
    signedBytes("PUT", `/blob/${"0".repeat(64)}`, body),
    signedBytes("POST", "/Text", Buffer.from('{"text":"x"}')),
  ];
  expect(await send(axon.port, originals[0] as Buffer)).toMatch(/^HTTP\/1.1 200 /);
  expect(worked).toBe(1);

  const seed = Number(process.env.PLEXUS_TEST_SEED ?? 20_261_125);
  const draw = createDraw(seed);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const before = process.memoryUsage();
  const statuses = new Map<string, number>();
  const uncoded: string[] = [];
  let sent = 0;
  async function lane(): Promise<void> {
    while (sent < rounds) {
      sent += 1;
      const original = originals[draw(originals.length)] as Buffer;
      const bytes = draw(20) === 0 ? original : mutate(original, draw);
      const answer = await send(axon.port, bytes);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? "cut";
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const coded = /"error":\{"code":"[A-Za-z]+"/.test(answer);
      if (!coded && !bytes.includes("/health")) uncoded.push(`${status}: ${JSON.stringify(bytes.toString("latin1"))}`);
    }
  }
  await Promise.all(Array.from({ length: 24 }, lane));

  collect();
  const grownMiB = (process.memoryUsage().heapUsed - before.heapUsed) / 2 ** 20;
  console.log(
    `seed ${seed}, answers ${JSON.stringify(Object.fromEntries(statuses))}, heap +${grownMiB.toFixed(1)} MiB`,
  );
  expect(uncoded).toEqual([]);
  expect(worked).toBe(1);
  expect(grownMiB).toBeLessThan(50);
  const health = await fetch(`http://127.0.0.1:${axon.port}/health`);
  expect(await health.json()).toMatchObject({ ok: true, open: 0 });
  await axon.close();
});
