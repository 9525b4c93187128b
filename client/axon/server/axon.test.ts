// The axon over real sockets: every route, every limit, every way in which a caller can misbehave or leave.
import { mkdtemp, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { afterEach, describe, expect, it } from "vitest";
import { blobName, memoryBlobs } from "../blobs/blobStore.js";
import { diskBlobs } from "../blobs/diskBlobs.js";
import { signRequest } from "../btauth/signRequest.js";
import { callAxon } from "../call/callAxon.js";
import { getBlobAt, putBlobAt } from "../call/callBlob.js";
import { signMinerReceipt } from "../receipts/signReceipt.js";
import { verifyReceipt } from "../receipts/verifyReceipt.js";
import { callSynapse } from "../synapse/callSynapse.js";
import type { Task } from "../task.js";
import type { TaskContext, TaskHandler } from "./answerTask.js";
import { type Axon, type AxonOptions, createAxon } from "./createAxon.js";

const crypto = await nativeCrypto();
const miner = crypto.keyring.fromUri("//Miner");
const gateway = crypto.keyring.fromUri("//Gateway");

const open: Axon[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((axon) => axon.close()));
});

function receiptFor(task: Task, context: TaskContext) {
  return signMinerReceipt(miner, {
    version: 1,
    id: task.id,
    netuid: task.netuid,
    model: "m",
    model_sha256: blobName(Buffer.from("weights")),
    request_sha256: context.requestSha256,
    response_sha256: blobName(Buffer.from("answer")),
    tokens_in: 1,
    tokens_out: 2,
    finished_at_ms: 3,
    miner: miner.address,
    gateway: context.caller,
  });
}

const echo: TaskHandler = async (task, context) => {
  if (task.stream) for (let piece = 0; piece < 3; piece += 1) await context.stream({ piece });
  return { result: { echo: task.request }, receipt: receiptFor(task, context) };
};

async function start(options: Partial<AxonOptions> = {}): Promise<string> {
  const axon = await createAxon({ key: miner, crypto, host: "127.0.0.1", port: 0, handle: echo, ...options });
  open.push(axon);
  return `http://127.0.0.1:${axon.port}`;
}

const task: Task = { netuid: 1, market: "text", kind: "chat", request: { hello: "wörld" }, stream: false, id: "id-1" };
const base = (url: string) => ({ key: gateway, receiver: miner.address, url });

function code(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "ok",
    (error: { status: number; code: string }) => `${error.status} ${error.code}`,
  );
}

/** Sends bytes on a bare socket and gives back everything that comes until the server closes it. */
function raw(url: string, pieces: string[], everyMs = 0): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let answer = "";
    const timer = setInterval(() => {
      const piece = pieces.shift();
      if (piece !== undefined) socket.write(piece);
    }, everyMs);
    socket.on("data", (part) => (answer += part.toString()));
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}

describe("tasks", () => {
  it("are answered in JSON with a receipt for the exact body", async () => {
    const answer = await callAxon({ ...base(await start()), task });
    expect(answer.result).toEqual({ echo: { hello: "wörld" } });
    expect(answer.receipt.request_sha256).toBe(blobName(Buffer.from(JSON.stringify(task))));
    expect(verifyReceipt(answer.receipt, crypto).ok).toBe(true);
  });

  it("stream events in order, then the receipt", async () => {
    const events: unknown[] = [];
    const url = await start();
    const answer = await callAxon({
      ...base(url),
      task: { ...task, stream: true },
      onEvent: (event) => events.push(event),
    });
    expect(events).toEqual([{ piece: 0 }, { piece: 1 }, { piece: 2 }]);
    expect(answer.receipt.gateway).toBe(gateway.address);
  });

  it("fail with the handler's own status before the first event and inside the stream after it", async () => {
    const url = await start({
      handle: async (job, context) => {
        if (job.kind === "late") await context.stream(1);
        throw new Error("a secret of the miner");
      },
    });
    expect(await code(callAxon({ ...base(url), task }))).toBe("500 InternalError");
    const late = callAxon({ ...base(url), task: { ...task, kind: "late", stream: true } });
    await expect(late).rejects.toMatchObject({ code: "InternalError", sawFirstByte: true });
    await expect(late).rejects.not.toThrow(/secret/);
  });

  it("are refused when malformed, unsigned, unauthorised or too large", async () => {
    const url = await start({ maxBodyBytes: 1_000, authorise: (hotkey) => hotkey === gateway.address });
    expect(await code(callAxon({ ...base(url), task: { ...task, netuid: -1 } }))).toBe("400 BadTask");
    expect(await code(callAxon({ ...base(url), task: { ...task, request: { x: "y".repeat(2_000) } } }))).toBe(
      "413 BodyTooLarge",
    );
    expect(await code(callAxon({ ...base(url), key: crypto.keyring.fromUri("//Eve"), task }))).toBe(
      "403 NotAuthorised",
    );
    expect(await code(callAxon({ ...base(url), receiver: gateway.address, task }))).toBe("401 WrongReceiver");
    const unsigned = await fetch(`${url}/v1/task`, { method: "POST", body: "{}" });
    expect([unsigned.status, await unsigned.json()]).toMatchObject([401, { error: { code: "MissingSignature" } }]);
  });

  it("are taken once: a replay and a changed body get 401", async () => {
    const url = await start();
    const body = JSON.stringify(task);
    const headers = signRequest({
      key: gateway,
      method: "POST",
      target: "/v1/task",
      body: Buffer.from(body),
      receiver: miner.address,
    });
    const send = async (text: string) => {
      const answer = await fetch(`${url}/v1/task`, { method: "POST", headers, body: text });
      return `${answer.status} ${((await answer.json()) as { error?: { code: string } }).error?.code ?? ""}`;
    };
    expect(await send(`${body} `)).toBe("401 BadSignature");
    expect(await send(body)).toBe("200 ");
    expect(await send(body)).toBe("401 ReplayedRequest");
    const old = (BigInt(Date.now() - 11_000) * 1_000_000n).toString();
    Object.assign(
      headers,
      signRequest({
        key: gateway,
        method: "POST",
        target: "/v1/task",
        body: Buffer.from(body),
        receiver: miner.address,
        nonce: old,
      }),
    );
    expect(await send(body)).toBe("401 StaleRequest");
  });
});

describe("routes", () => {
  it("tell health, refuse unknown paths and methods with a code", async () => {
    const url = await start();
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ok: true, hotkey: miner.address });
    for (const [path, method, expected] of [
      ["/nope", "GET", "404 UnknownRoute"],
      ["/v1/task", "GET", "405 WrongMethod"],
      ["/constructor", "POST", "404 UnknownRoute"],
      [`/blob/${"0".repeat(64)}`, "GET", "404 UnknownRoute"],
    ] as const) {
      const answer = await fetch(url + path, { method });
      expect(`${answer.status} ${((await answer.json()) as { error: { code: string } }).error.code}`).toBe(expected);
    }
  });

  it("keep blobs under their own hash, in memory and on disk, within the bound", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plexus-blobs-"));
    for (const blobs of [memoryBlobs(1_000), await diskBlobs(folder, 1_000)]) {
      const url = await start({ blobs });
      const bytes = Buffer.from("some bytes");
      const name = await putBlobAt(base(url), bytes);
      expect(await putBlobAt(base(url), bytes)).toBe(name);
      expect(Buffer.from(await getBlobAt(base(url), name))).toEqual(bytes);
      expect(await code(getBlobAt(base(url), "0".repeat(64)))).toBe("404 BlobNotFound");
      expect(await code(putBlobAt(base(url), Buffer.alloc(991)))).toBe("507 StorageFull");
    }
    const again = await diskBlobs(folder, 1_000);
    const name = blobName(Buffer.from("some bytes"));
    expect(await again.get(name)).toBeDefined();
    await writeFile(join(folder, name), "rotten");
    expect(await again.get(name)).toBeUndefined();
  });

  it("answer SDK 10's synapses, and refuse them unsigned, changed or replayed", async () => {
    const handle = async (fields: Record<string, unknown>) => ({ output: `got ${fields.text}` });
    const url = await start({ synapses: { TextSynapse: { hashFields: ["text", "count"], handle } } });
    const call = { ...base(url), name: "TextSynapse", hashFields: ["text", "count"], requiredDefaults: { text: "" } };
    expect(await callSynapse({ ...call, fields: { text: "hé", count: 3 } })).toMatchObject({
      text: "hé",
      output: "got hé",
    });
    expect(await code(callSynapse({ ...call, fields: { text: "a", count: 1.5 } }))).toBe("0 UnhashableField");
    expect(await code(callSynapse({ ...call, hashFields: ["text"], fields: { text: "a", count: 1 } }))).toBe(
      "401 BadSignature",
    );
    expect(await code(callSynapse({ ...call, receiver: gateway.address, fields: { text: "a", count: 1 } }))).toBe(
      "401 WrongReceiver",
    );
    const bare = await fetch(`${url}/TextSynapse`, { method: "POST", body: "{}" });
    expect(bare.status).toBe(401);
  });
});

describe("limits", () => {
  it("end the work when the caller goes away", async () => {
    let aborted: Promise<unknown> = Promise.resolve();
    const url = await start({
      handle: (_job, context) =>
        new Promise((_, reject) => {
          aborted = new Promise((resolve) =>
            context.signal.addEventListener("abort", () => resolve(context.signal.reason)),
          );
          context.signal.addEventListener("abort", () => reject(context.signal.reason as Error));
        }),
    });
    const goAway = AbortSignal.timeout(100);
    expect(await code(callAxon({ ...base(url), task, signal: goAway }))).toBe("0 Aborted");
    expect(await aborted).toMatchObject({ code: "CallerGone" });
  });

  it("on the handler's time, on both of the caller's times, and on open requests", async () => {
    const never: TaskHandler = () => new Promise(() => {});
    const slow = await start({ handle: never, handleTimeoutMs: 100 });
    expect(await code(callAxon({ ...base(slow), task }))).toBe("504 HandlerTimeout");
    const url = await start({ handle: never, maxOpen: 1 });
    expect(await code(callAxon({ ...base(url), task, firstByteTimeoutMs: 50 }))).toBe("0 FirstByteTimeout");
    const first = code(callAxon({ ...base(url), task, timeoutMs: 200 }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await code(callAxon({ ...base(url), task }))).toBe("503 Busy");
    expect(await first).toBe("0 Timeout");
    expect(await code(callAxon({ ...base("http://127.0.0.1:1"), task }))).toBe("0 Unreachable");
  });

  it("cut senders that are slow with headers or body", async () => {
    const url = await start({ requestTimeoutMs: 300 });
    const headers = await raw(
      url,
      ["POST /v1/task HTTP/1.1\r\n", "a: b\r\n", "c: d\r\n", "e: f\r\n", "g: h\r\n", "i: j\r\n"],
      150,
    );
    expect(headers).toMatch(/^HTTP\/1.1 408 .*RequestTimeout/s);
    const body = await raw(
      url,
      ["POST /v1/task HTTP/1.1\r\nhost: x\r\ncontent-length: 90\r\n\r\n", "{", "{", "{", "{", "{", "{"],
      150,
    );
    expect(body).toMatch(/^HTTP\/1.1 (408|400) /);
  });

  it("cut a reader that takes nothing from its stream", async () => {
    let failure: Promise<unknown> = Promise.resolve();
    const flood: TaskHandler = (_job, context) => {
      const work = (async () => {
        for (;;) await context.stream("x".repeat(65_536));
      })();
      failure = work.catch((error: unknown) => error);
      return work;
    };
    const url = await start({ handle: flood, stallTimeoutMs: 200 });
    const body = JSON.stringify({ ...task, stream: true });
    const signed = signRequest({
      key: gateway,
      method: "POST",
      target: "/v1/task",
      body: Buffer.from(body),
      receiver: miner.address,
    });
    const head = Object.entries(signed)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("");
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.pause();
    socket.write(
      `POST /v1/task HTTP/1.1\r\nhost: x\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await failure).toMatchObject({ code: "CallerGone" });
    socket.destroy();
  });
});
