// The program itself, in this process: serves, prints what scripts wait for, refuses what contradicts, stops, goes on.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunNodeOptions } from "./options.js";
import { runNode } from "./runNode.js";
import { runReplay } from "./runReplay.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let options: RunNodeOptions;
let wasTerminal: boolean;
const printed: string[] = [];
beforeEach(async () => {
  options = {
    chain: "dev",
    basePath: join(folder, "data"),
    isTemporary: false,
    name: "run",
    rpcPort: await freePort(),
    rpcExternal: false,
    prometheusPort: await freePort(),
    sealing: { kind: "interval", ms: 250 },
    tempo: 10,
    archive: true,
    failpoint: undefined,
    ignored: ["--alice"],
  };
  wasTerminal = process.stdout.isTTY;
  process.stdout.isTTY = true;
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  process.stdout.isTTY = wasTerminal;
  vi.restoreAllMocks();
});

async function call(method: string, params: unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`http://127.0.0.1:${options.rpcPort}`, { method: "POST", headers, body });
  return ((await response.json()) as { result: unknown }).result;
}

/** Runs the node until `height` is printed, then does `work`, then stops it. */
async function during(height: number, work: () => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const running = runNode(options, controller.signal);
  await vi.waitFor(() => expect(printed.join("")).toMatch(new RegExp(`Imported #${height} \\(0x`)), {
    timeout: 10_000,
    interval: 50,
  });
  try {
    await work();
  } finally {
    controller.abort();
    await running;
  }
}

test("serves, tells metrics, stops and goes on with the same chain", async () => {
  let first: unknown;
  await during(2, async () => {
    first = await call("chain_getBlockHash", [1]);
    const metrics = await (await fetch(`http://127.0.0.1:${options.prometheusPort}/metrics`)).text();
    expect(metrics).toMatch(/^substrate_block_height\{status="best",chain="plexus-local"\} \d+$/m);
    expect(metrics).toMatch(/^substrate_block_height\{status="finalized",chain="plexus-local"\} \d+$/m);
    expect(metrics).toMatch(/^substrate_process_start_time_seconds\{chain="plexus-local"\} \d+$/m);
    expect(metrics).toContain("plexus_node_pool_ready_count 0");
  });
  expect(printed.join("")).toContain("--alice has no meaning");
  printed.length = 0;
  await during(5, async () => {
    expect(await call("chain_getBlockHash", [1])).toBe(first);
    await expect(runReplay({ chain: "dev", basePath: options.basePath }, new AbortController().signal)).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
    await expect(runNode({ ...options, rpcPort: await freePort() }, AbortSignal.timeout(5_000))).rejects.toThrow(
      "is in use by process",
    );
  });
  const replayed = await runReplay({ chain: "dev", basePath: options.basePath }, new AbortController().signal);
  expect(replayed.blocks).toBeGreaterThanOrEqual(5);
}, 40_000);

test("a taken port, another block time and another chain are refused with what to do", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(options.rpcPort, "127.0.0.1", resolve));
  const never = AbortSignal.timeout(5_000);
  await expect(runNode({ ...options, isTemporary: true }, never)).rejects.toThrow(
    `port ${options.rpcPort} is taken by another program: stop it, or give another --rpc-port`,
  );
  server.close();
  await expect(runNode({ ...options, sealing: { kind: "interval", ms: 500 } }, never)).rejects.toThrow(
    "block time is 250 ms",
  );
});
