// Requests per CPU-second of the gateway, with a mock miner, beside @portkey-ai/gateway with a mock OpenAI server in the same
// run (spec: issue "Done when" 10). Ours signs each request, checks and signs a receipt, and commits hold and charge to
// disk; the peer passes the request on. Both answer 16 tokens; miner and mock live in this process, whose CPU is not counted.
//
// The peer's streams are not measured where it fails them: 1.15.2 answers 500 to each on Node 20 (it appends to immutable
// headers).
//
//   npx tsx bench/gateway.ts [requests]
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { startTestMiner } from "../apps/gateway/testing/testMiner.js";
import { cpuSeconds, residentMb } from "./gateway/cpuSeconds.js";
import { runLoad } from "./gateway/load.js";
import { startPortkey } from "./gateway/startPortkey.js";

const requests = Number(process.argv[2] ?? 2_000);
const open = 16;
const words = [
  "The",
  " capital",
  " of",
  " France",
  " is",
  " Paris",
  ",",
  " and",
  " it",
  " lies",
  " on",
  " the",
  " Seine",
  ".",
  " Yes",
  "!",
];

interface Subject {
  readonly name: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function startPlexus(dataDir: string): Promise<{ subject: Subject; close(): Promise<void> }> {
  const miner = await startTestMiner(await nativeCrypto(), {
    uri: "//Bench",
    uid: 0,
    incentive: 1,
    words,
    slots: 1_024,
  });
  const miners = JSON.stringify([miner.view], (_, value) => (typeof value === "bigint" ? value.toString() : value));
  const child = spawn(process.execPath, ["--import", "tsx", "bench/gateway/plexusServer.ts", dataDir, miners], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { url, key } = await new Promise<{ url: string; key: string }>((resolve) => {
    child.stdout.once("data", (line: Buffer) => resolve(JSON.parse(line.toString()) as { url: string; key: string }));
  });
  return {
    subject: { name: "plexus", child, url, headers: { authorization: `Bearer ${key}` } },
    close: () => miner.close(),
  };
}

/** OpenAI's API with the miner's words, for the peer. */
async function startMockOpenAi(): Promise<{ url: string; close(): void }> {
  const head = { id: "chatcmpl-1", created: 1, model: "mock" };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      if (!(JSON.parse(body) as { stream?: boolean }).stream) {
        response.setHeader("content-type", "application/json");
        response.end(
          JSON.stringify({
            ...head,
            object: "chat.completion",
            choices: [{ index: 0, message: { role: "assistant", content: words.join("") }, finish_reason: "stop" }],
          }),
        );
        return;
      }
      response.setHeader("content-type", "text/event-stream");
      for (const word of words) {
        response.write(
          `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices: [{ index: 0, delta: { content: word }, finish_reason: null }] })}\n\n`,
        );
      }
      response.end("data: [DONE]\n\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, close: () => server.close() };
}

async function measure(subject: Subject, stream: boolean): Promise<void> {
  const pid = subject.child.pid as number;
  const load = { url: subject.url, headers: subject.headers, stream, open };
  await runLoad({ ...load, requests: Math.ceil(requests / 4) });
  const before = cpuSeconds(pid);
  const result = await runLoad({ ...load, requests });
  const cpuS = cpuSeconds(pid) - before;
  if (result.answered === 0) {
    process.stdout.write(
      `${subject.name.padEnd(8)} ${stream ? "stream" : "whole "}  not measured: it answered none of ${requests} rightly\n`,
    );
    return;
  }
  const at = (share: number) => (result.latencies[Math.floor(result.latencies.length * share)] ?? 0).toFixed(1);
  process.stdout.write(
    `${subject.name.padEnd(8)} ${stream ? "stream" : "whole "}  ${(result.answered / cpuS).toFixed(0).padStart(6)} requests/CPU-s  ` +
      `${(result.answered / result.wallS).toFixed(0).padStart(5)}/s  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  failed ${result.failed}  ${residentMb(pid).toFixed(0)} MB\n`,
  );
}

const dataDir = mkdtempSync(join(tmpdir(), "plexus-bench-"));
const mock = await startMockOpenAi();
const plexus = await startPlexus(dataDir);
const port = 28_787;
const peer: Subject = {
  name: "portkey",
  child: await startPortkey(port),
  url: `http://127.0.0.1:${port}`,
  headers: { authorization: "Bearer sk-mock", "x-portkey-provider": "openai", "x-portkey-custom-host": mock.url },
};
try {
  for (const stream of [false, true]) for (const subject of [plexus.subject, peer]) await measure(subject, stream);
} finally {
  plexus.subject.child.kill();
  peer.child.kill();
  mock.close();
  await plexus.close();
  rmSync(dataDir, { recursive: true, force: true });
}
