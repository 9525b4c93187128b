// Runs `npm start`'s own script in an empty folder with moved ports and holds it to its promises (issue §7, "Done when" 1 and 4).
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, blockHeight, soon } from "./questions.js";
import { type Endpoints, isAlive, processOf, Started } from "./startedNetwork.js";
import { Tally } from "./tally.js";

// Of its own, so that a network that somebody runs here is left alone.
const portOffset = 3_010 + (process.pid % 500) * 20;
const readyFreshMs = 240_000;
const readyAgainMs = 15_000;

async function checkReady(tally: Tally, network: Started, endpoints: Endpoints): Promise<void> {
  tally.check(
    "nine processes, all alive",
    endpoints.processes.length === 9 && endpoints.processes.every(({ pid }) => isAlive(pid)),
  );
  const models = endpoints.processes.filter(({ role }) => role === "miner").map(({ model }) => model);
  tally.check(`four miners, noise among them: ${models.join(", ")}`, models.length === 4 && models.includes("noise"));
  tally.check(
    "the final block shows page, curl and RPC",
    ["Page", "curl -N", "RPC"].every((word) => network.output.includes(word)),
  );
  const page = await fetch(endpoints.page.replace("localhost", "127.0.0.1")).then(
    (response) => response.text(),
    () => "",
  );
  tally.check("the page is served", page.includes("<html"));
  const answer = await ask(endpoints);
  tally.check(
    `an answer through the gateway: ${answer.status} ${JSON.stringify(answer.text.slice(0, 60))}, ${answer.charge} rao`,
    answer.status === 200 && answer.text.length > 2,
  );
}

async function checkCrashes(tally: Tally, network: Started, endpoints: Endpoints): Promise<void> {
  for (const role of ["node", "gateway", "validator"] as const) {
    const { pid, name } = processOf(endpoints, role);
    process.kill(pid, "SIGKILL");
    const isBack = await soon(5_000, () =>
      network.endpoints().processes.some((item) => item.name === name && item.pid !== pid && isAlive(item.pid)),
    );
    tally.check(`${name} killed with -9 is back within 5 s`, isBack);
  }
  const before = await soon(5_000, async () => (await blockHeight(endpoints)) > 0);
  const height = before ? await blockHeight(endpoints) : 0;
  tally.check("blocks go on after the crash", await soon(10_000, async () => (await blockHeight(endpoints)) > height));
  tally.check("answers go on after the crash", await soon(20_000, async () => (await ask(endpoints)).status === 200));
  const miner = processOf(endpoints, "miner");
  process.kill(miner.pid, "SIGKILL");
  const killedMs = Date.now();
  const isMinerBack = () =>
    network
      .endpoints()
      .processes.some((item) => item.name === miner.name && item.pid !== miner.pid && isAlive(item.pid));
  const cameBack = await soon(25_000, isMinerBack);
  const awayMs = Date.now() - killedMs;
  tally.check(`a miner is back after its 15 s (${(awayMs / 1000).toFixed(1)} s)`, cameBack && awayMs >= 14_000);
}

async function checkStop(tally: Tally, network: Started): Promise<number> {
  const endpoints = network.endpoints();
  const height = await blockHeight(endpoints);
  const begunMs = Date.now();
  await network.interrupt();
  const tookMs = Date.now() - begunMs;
  tally.check(`Ctrl-C ends it in ${(tookMs / 1000).toFixed(1)} s, exit code ${network.exitCode}`, tookMs < 5_000);
  tally.check(
    "no process is left",
    endpoints.processes.every(({ pid }) => !isAlive(pid)),
  );
  tally.check("endpoints.json is gone", !network.isReady());
  return height;
}

async function checkTakenPort(tally: Tally, folder: string): Promise<void> {
  const server = createServer().listen(8000 + portOffset, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const network = new Started(folder, ["--port-offset", String(portOffset)]);
  await network.ended;
  server.close();
  const line = network.output.split("\n").find((text) => text.includes("is taken")) ?? "";
  tally.check(
    `a taken port is named: ${line}`,
    network.exitCode !== 0 &&
      line.includes(String(8000 + portOffset)) &&
      line.includes(`pid ${process.pid}`) &&
      line.includes("--port-offset"),
  );
}

async function main(): Promise<void> {
  const tally = new Tally();
  const folder = mkdtempSync(join(tmpdir(), "plexus-network-"));
  let network = new Started(folder, ["--fresh", "--port-offset", String(portOffset)]);
  try {
    const freshMs = await network.readyAfterMs(readyFreshMs);
    tally.check(
      `ready on a fresh chain after ${freshMs === undefined ? "never" : `${(freshMs / 1000).toFixed(1)} s`}`,
      freshMs !== undefined,
    );
    if (freshMs === undefined) return void console.log(network.output.slice(-4_000));
    await checkReady(tally, network, network.endpoints());
    await checkCrashes(tally, network, network.endpoints());
    const height = await checkStop(tally, network);
    network = new Started(folder, ["--port-offset", String(portOffset)]);
    const againMs = await network.readyAfterMs(readyAgainMs * 4);
    tally.check(
      `ready again after ${againMs === undefined ? "never" : `${(againMs / 1000).toFixed(1)} s`} of at most 15`,
      againMs !== undefined && againMs <= readyAgainMs,
    );
    if (againMs === undefined || againMs > readyAgainMs) console.log(network.output.slice(-3_000));
    if (againMs !== undefined) {
      tally.check("the same chain goes on", (await blockHeight(network.endpoints())) >= height);
      const { pid } = processOf(network.endpoints(), "node");
      process.kill(network.pid, "SIGKILL");
      tally.check("kill -9 of the supervisor leaves no orphan", await soon(8_000, () => !isAlive(pid)));
      await network.ended;
    }
    await checkTakenPort(tally, folder);
  } finally {
    await network.interrupt();
    rmSync(folder, { recursive: true, force: true });
    tally.close();
  }
}

await main();
