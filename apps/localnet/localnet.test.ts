// The local network's parts that can be tried without a chain: slots, ports, processes that die, and the page's files.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { fileFor, servePage } from "./page/servePage.js";
import { localnetPaths } from "./paths.js";
import { makePlan, modelsByQuality, modelsForSlots, OtherProducers, savePlan } from "./plan.js";
import { checkPorts, PortTaken } from "./ports/checkPorts.js";
import { namedPorts, portPlan } from "./ports/portPlan.js";
import { processSpecs } from "./processes/processSpec.js";
import { superviseProcess } from "./processes/superviseProcess.js";
import { renderTable } from "./screen/renderTable.js";
import { claimSupervisor, isAlive, readSupervisorPid } from "./supervisorPid.js";
import { emptyState, isReady } from "./watch/networkState.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-localnet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function until(condition: () => boolean, patienceMs = 5_000): Promise<void> {
  const untilMs = Date.now() + patienceMs;
  while (!condition()) {
    if (Date.now() > untilMs) throw new Error("it never happened");
    await sleep(20);
  }
}

describe("the plan", () => {
  it("puts the best model into the slot asked for and keeps the order of the others", () => {
    expect(modelsForSlots(1)).toEqual([...modelsByQuality]);
    expect(modelsForSlots(3)).toEqual(["plexus-tiny", "plexus-micro", "smollm2-135m", "noise"]);
    for (const slot of [1, 2, 3, 4]) expect(modelsForSlots(slot)[slot - 1]).toBe("smollm2-135m");
  });

  it("continues with the last slots and the chain's own pace", () => {
    const paths = localnetPaths(join(folder, "plan"));
    const options = { folder: "", isFresh: false, bestSlot: 3, portOffset: 0, isFast: true };
    mkdirSync(paths.root, { recursive: true });
    savePlan(paths, makePlan(options, paths).plan);
    const later = makePlan({ ...options, bestSlot: undefined, isFast: false }, paths);
    expect(later.plan.bestSlot).toBe(3);
    expect(later.plan.blockTimeMs).toBe(250);
    expect(makePlan({ ...options, isFresh: true, bestSlot: undefined, isFast: false }, paths).plan).toMatchObject({
      bestSlot: 1,
      blockTimeMs: 1000,
    });
  });

  it("keeps a network of several nodes, and refuses to make it one of another kind", () => {
    const paths = localnetPaths(join(folder, "producers"));
    const options = { folder: "", isFresh: false, bestSlot: 1, portOffset: 0, isFast: false };
    mkdirSync(paths.root, { recursive: true });
    savePlan(paths, makePlan({ ...options, producers: 4 }, paths).plan);
    expect(makePlan(options, paths).plan.producers).toBe(4);
    expect(() => makePlan({ ...options, producers: 0 }, paths)).toThrow("4 producers, not one node alone");
    expect(makePlan({ ...options, isFresh: true }, paths).plan.producers).toBe(0);
    writeFileSync(paths.plan, '{"bestSlot":2,"blockTimeMs":1000}');
    expect(() => makePlan({ ...options, producers: 4 }, paths)).toThrow(OtherProducers);
  });

  it("gives every process its own data, log and port, and moves all ports together", () => {
    const paths = localnetPaths(folder);
    const specs = processSpecs(
      paths,
      portPlan(7),
      makePlan({ folder, isFresh: true, bestSlot: 1, portOffset: 7, isFast: false }, paths).plan,
    );
    expect(specs.map(({ role }) => role)).toEqual([
      "node",
      "page",
      "gateway",
      "miner",
      "miner",
      "miner",
      "miner",
      "validator",
      "validator",
    ]);
    expect(new Set(specs.map(({ dataPath }) => dataPath)).size).toBe(specs.length);
    expect(namedPorts(portPlan(7)).map(({ port }) => port - 7)).toEqual([
      9944, 9615, 8000, 3000, 8091, 8092, 8093, 8094,
    ]);
    const several = namedPorts(portPlan(7, 4)).map(({ port }) => port - 7);
    expect(several.slice(0, 6)).toEqual([9944, 9615, 30_333, 9954, 9625, 30_343]);
    expect(new Set(several).size).toBe(4 * 3 + 6);
  });
});

describe("ports", () => {
  it("names the port, its part, its owner and the flag", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const taken = { ...portPlan(20_000), rpc: port };
    const error = await checkPorts(taken).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    server.close();
    expect(error).toBeInstanceOf(PortTaken);
    expect(String(error)).toContain(`Port ${port} (RPC)`);
    expect(String(error)).toContain(`pid ${process.pid} (`);
    expect(String(error)).toContain("--port-offset");
  });

  it("refuses a port that nobody could ask: the gateway at 10080 would never be reached", async () => {
    const { gateway } = portPlan(2_080);
    await expect(fetch(`http://127.0.0.1:${gateway}`)).rejects.toMatchObject({ cause: { message: "bad port" } });
    await expect(checkPorts(portPlan(2_080, 4))).rejects.toThrow(/Port 10080 \(gateway\).*--port-offset, such as 2100/);
  });
});

describe("supervision", () => {
  const script = join(folder, "child.mjs");
  writeFileSync(
    script,
    'import { spawn } from "node:child_process"; const c = spawn("sleep", ["60"]); console.log("child", c.pid); setInterval(() => {}, 1e6);',
  );
  const spec = {
    name: "demo",
    role: "page" as const,
    arguments: [],
    dataPath: join(folder, "demo"),
    restartDelayMs: 0,
  };

  it("starts a killed process again, and stops it with all that it started", async () => {
    const events: string[] = [];
    const item = superviseProcess(spec, {
      program: script,
      logFolder: folder,
      onChange: (_, what) => void events.push(what),
    });
    const lines = () =>
      readFileSync(item.log, "utf8")
        .split("\n")
        .filter((line) => line.startsWith("child"));
    await until(() => lines().length === 1);
    const first = item.pid as number;
    process.kill(first, "SIGKILL");
    await until(() => lines().length === 2);
    expect(item.pid).not.toBe(first);
    expect(item.restarts).toBe(1);
    await item.stop(1_000);
    const grandchildren = lines().map((line) => Number(line.split(" ")[1]));
    await until(() => grandchildren.every((pid) => !isAlive(pid)));
    expect(item.isRunning).toBe(false);
    await sleep(100);
    expect(events).toEqual(["started", "died", "started"]);
  });

  it("refuses a second supervisor with the pid of the first, and forgets a dead one", () => {
    const paths = localnetPaths(join(folder, "pid"));
    const release = claimSupervisor(paths);
    expect(readSupervisorPid(paths)).toBe(process.pid);
    release();
    mkdirSync(paths.root, { recursive: true });
    writeFileSync(paths.pid, `${process.pid} 1\n`);
    expect(readSupervisorPid(paths)).toBeUndefined();
    writeFileSync(paths.pid, "1 1\n");
    expect(readSupervisorPid(paths)).toBeUndefined();
  });
});

describe("the screen", () => {
  it("is ready only when a miner has incentive and the gateway routes by it", () => {
    const state = emptyState();
    const miners = new Set(["5Miner"]);
    expect(isReady(state, miners)).toBe(false);
    state.isRouting = true;
    state.neurons = [{ uid: 0, hotkey: "5Other", incentive: 1 }];
    expect(isReady(state, miners)).toBe(false);
    state.neurons = [{ uid: 1, hotkey: "5Miner", incentive: 0.4 }];
    expect(isReady(state, miners)).toBe(true);
  });

  it("shows what is known and a dash for what is not", () => {
    const row = {
      slot: 1,
      model: "plexus-tiny",
      uid: 2,
      incentive: 0.5,
      trafficShare: undefined,
      latencyMs: 120,
      isRunning: false,
    };
    const text = renderTable({
      phase: "ready",
      block: 42,
      epoch: 2,
      blocksToEpoch: 3,
      nodes: [
        { name: "node-1", block: 42, peers: 1, doing: "producing", detail: "", restarts: 0 },
        {
          name: "node-2",
          block: undefined,
          peers: undefined,
          doing: "sick",
          detail: "its clock is wrong",
          restarts: 2,
        },
      ],
      miners: [row],
      validators: [],
      notes: ["a note"],
    });
    expect(text).toMatch(/^node-1 +block 42 +1 peer +producing$/m);
    expect(text).toMatch(/^node-2 +block – +– peers +sick: its clock is wrong +started again 2 times$/m);
    expect(text).toContain("block 42   epoch 2 (next in 3 blocks)");
    expect(text).toMatch(/plexus-tiny .*50\.0 % .*– .*120 ms .*down/);
    expect(text).toContain("· a note");
  });
});

describe("the page's server", () => {
  const site = join(folder, "site");
  mkdirSync(site);
  writeFileSync(join(site, "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "secret"), "secret");

  it("never leaves its folder", () => {
    expect(fileFor(site, "/../secret")).toBeUndefined();
    expect(fileFor(site, "/%2e%2e/secret")).toBeUndefined();
    expect(fileFor(site, "/%ff")).toBeUndefined();
    expect(fileFor(site, "/subnets/1")).toBe(join(site, "index.html"));
    expect(fileFor(site, "/missing.js")).toBeUndefined();
  });

  it("serves files, routes and plexus.json, to this machine's names only", async () => {
    const stop = new AbortController();
    const port = 20_000 + (process.pid % 20_000);
    const keyFile = join(folder, "key.json");
    writeFileSync(keyFile, '{"key":"sk-local"}');
    const served = servePage({ folder: site, port, rpcPort: 1, gatewayPort: 2, keyFile }, stop.signal);
    await sleep(100);
    const url = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${url}/accounts/5Abc`)).text()).toBe("<p>page</p>");
    expect(await (await fetch(`${url}/plexus.json`)).json()).toEqual({
      rpc: "ws://127.0.0.1:1",
      api: "http://127.0.0.1:1",
      gateway: "http://127.0.0.1:2",
      key: "sk-local",
    });
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request({ port, host: "127.0.0.1", path: "/plexus.json", headers: { host: "evil.example" } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
    stop.abort();
    await served;
  });
});
