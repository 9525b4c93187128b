// What a node says of itself, over a CometBFT that answers what the test wants.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentLogger } from "../logger.js";
import { HealthWatch } from "./health.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-health-"));
const said: string[] = [];
const joined: string[] = [];
let world: {
  height: number;
  peers: Record<string, number>;
  clockMs: number;
  waiting: { call: string; sinceMs: number } | undefined;
};
let server: Server;
let watch: HealthWatch;

beforeEach(async () => {
  said.length = 0;
  joined.length = 0;
  world = { height: 10, peers: {}, clockMs: 0, waiting: undefined };
  const rpcSocket = join(folder, "c.sock");
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += piece));
    request.on("end", () => {
      const { method } = JSON.parse(text);
      const ids = Object.keys(world.peers);
      const result =
        method === "net_info"
          ? { peers: ids.map((id) => ({ node_info: { id } })) }
          : {
              peers: ids.map((id) => ({ peer_state: { round_state: { height: String((world.peers[id] ?? 0) + 1) } } })),
            };
      response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result }));
    });
  });
  await new Promise<void>((resolve) => server.listen(rpcSocket, resolve));
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
  watch = new HealthWatch({
    rpcSocket,
    blockTimeMs: 1_000,
    height: () => world.height,
    now: () => world.clockMs,
    waitingCall: () => world.waiting,
    restarts: () => 2,
    isProducer: () => true,
    logger: {
      ...silentLogger,
      info: (_, text) => said.push(text),
      warn: (_, text) => said.push(text),
      error: (_, text) => said.push(text),
    },
    onPeers: (ids) => joined.push(...ids),
  });
});
afterEach(async () => {
  watch.close();
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(join(folder, "c.sock"), { force: true });
});

/** `seconds` pass; each looks at the network. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await vi.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
}

test("alone and fresh it starts; with peers ahead it syncs; then it keeps up", async () => {
  world.height = 0;
  expect(watch.read()).toEqual({
    status: "starting",
    detail: "",
    peers: 0,
    peersBest: 0,
    restarts: 2,
    isProducer: true,
  });
  world.peers = { a: 50, b: 60 };
  await pass(2);
  expect(watch.read()).toMatchObject({ status: "syncing", detail: "at block 0, peers at 60", peers: 2 });
  expect(joined).toEqual(["a", "b"]);
  world.height = 60;
  await pass(2);
  expect(watch.read()).toMatchObject({ status: "ok", detail: "" });
  expect(said.at(-1)).toContain("keeps up");
});

test("where nobody moves it waits, and says whether anybody is there", async () => {
  await pass(16);
  expect(watch.read()).toMatchObject({ status: "waiting" });
  expect(watch.read().detail).toContain("no peer");
  world.peers = { a: 10 };
  await pass(2);
  expect(watch.read().detail).toContain("more than a third");
});

test("where only it does not move it is sick, and says so once", async () => {
  world.peers = { a: 10, b: 10 };
  await pass(2);
  world.peers = { a: 40, b: 40 };
  await pass(18);
  expect(watch.read()).toMatchObject({ status: "sick", peersBest: 40 });
  expect(said.filter((text) => text.includes("stuck"))).toHaveLength(1);
});

test("a call that is not answered is named", async () => {
  world.peers = { a: 10 };
  world.waiting = { call: "finalizeBlock", sinceMs: performance.now() };
  await pass(18);
  expect(watch.read().detail).toContain("has not answered CometBFT's finalizeBlock for");
});

test("the first reason for sickness stays", () => {
  watch.fallSick("the state differs");
  watch.fallSick("something else");
  expect(watch.read()).toMatchObject({ status: "sick", detail: "the state differs" });
});

test("a clock that is wrong for three blocks is said, one that was late once is not", async () => {
  const commit = async (skewMs: number) => {
    await pass(1);
    world.height++;
    watch.committed(world.clockMs - 1_000 - skewMs);
  };
  world.clockMs = 1_000_000;
  await commit(60_000);
  await commit(0);
  await commit(0);
  expect(watch.read().status).toBe("ok");
  for (let block = 0; block < 3; block++) await commit(60_000);
  expect(watch.read().detail).toMatch(/clock is \d\d s ahead/);
  for (let block = 0; block < 3; block++) await commit(-60_000);
  expect(watch.read().detail).toMatch(/clock is \d\d s short/);
});
