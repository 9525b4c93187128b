// `npm start -- --producers 4` in an empty folder with moved ports, held to issue 4 §5: four directories, four keys, no shared file,
// one chain, the text market live on it, a killed node back, the pages, and nothing left when it ends.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, getProducers } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { checkGovernancePage, checkProducersPage } from "../cluster/page.js";
import { adapt, blockWith, runLines } from "../guides/guide.js";
import { ask, blockHeight, soon } from "../localnet/questions.js";
import { type Endpoints, isAlive, Started } from "../localnet/startedNetwork.js";
import { Tally } from "../localnet/tally.js";
import { openProposal } from "./proposal.js";

/** Below the ports that the system gives to whoever asks for any (32768 and above); its gateway never at 10080, which fetch refuses. */
const portOffset = 2_010 + (process.pid % 10) * 40;
const readyMs = 300_000;
const nodes = 4;

/** All files below a folder, by path. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
  });
}

function producersOf({ producers = [] }: Endpoints) {
  return producers;
}

async function hashAt(rpc: string, height: number): Promise<string> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "chain_getBlockHash", params: [height] });
  const headers = { "content-type": "application/json" };
  const response = await fetch(rpc.replace("ws:", "http:"), { method: "POST", headers, body });
  return ((await response.json()) as { result: string }).result;
}

/** What the parts of a network that does not come up have written last. */
function logEnds(folder: string): string {
  const logs = join(folder, ".plexus/localnet/logs");
  return readdirSync(logs)
    .map((name) => `--- ${name}\n${readFileSync(join(logs, name), "utf8").slice(-2_500)}`)
    .join("\n");
}

/** Processes whose command line names the folder: the nodes' CometBFT among them. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder) && isAlive(Number(pid));
      } catch {
        return false;
      }
    });
}

async function checkNodes(tally: Tally, endpoints: Endpoints): Promise<void> {
  const producers = producersOf(endpoints);
  tally.check(`${nodes} nodes are named`, producers.length === nodes);
  const files = producers.map(({ data }) => filesUnder(data));
  const inodes = files.flat().map((path) => statSync(path).ino);
  tally.check(`no file is shared (${inodes.length} files)`, new Set(inodes).size === inodes.length);
  const keys = producers.map(({ data }) => readFileSync(join(data, "comet/config/priv_validator_key.json"), "utf8"));
  tally.check("every node has a key of its own", new Set(keys).size === nodes);
  const heights = await Promise.all(producers.map(blockHeight));
  const common = Math.min(...heights) - 1;
  const hashes = await Promise.all(producers.map(({ rpc }) => hashAt(rpc, common)));
  tally.check(`block ${common} is the same on all`, common > 0 && new Set(hashes).size === 1);
  const answer = await ask(endpoints);
  tally.check(`the market answers: ${JSON.stringify(answer.text.slice(0, 60))}`, answer.status === 200);
}

async function checkCrash(tally: Tally, network: Started): Promise<void> {
  const before = network.endpoints().processes.find(({ name }) => name === "node-3");
  const rpc = producersOf(network.endpoints())[2]?.rpc ?? "";
  process.kill(before?.pid ?? 0, "SIGKILL");
  const height = await blockHeight(network.endpoints());
  const isBack = await soon(10_000, () =>
    network.endpoints().processes.some(({ name, pid }) => name === "node-3" && pid !== before?.pid && isAlive(pid)),
  );
  tally.check("a node killed with -9 is started again", isBack);
  tally.check(
    "and the screen says so",
    network.output.includes("node-3 ended (signal SIGKILL); it starts again at once"),
  );
  const goesOn = await soon(20_000, async () => (await blockHeight(network.endpoints())) > height + 2);
  tally.check("the other three go on", goesOn);
  const caughtUp = await soon(30_000, async () => {
    const head = await blockHeight(network.endpoints());
    return head > height && (await blockHeight({ rpc })) >= head - 2;
  });
  tally.check("it catches up", caughtUp);
}

async function checkCommands(tally: Tally, folder: string, endpoints: Endpoints): Promise<void> {
  const program = join(import.meta.dirname, "../../dist/plexus.js");
  const shown = execFileSync(process.execPath, [program, "producer", "status"], { cwd: folder, encoding: "utf8" });
  console.log(shown);
  tally.check("`plexus producer status` names the engine", shown.includes("engine CometBFT"));
  const client = await connect(endpoints.rpc, { crypto: await nativeCrypto() });
  try {
    const producers = await getProducers(client);
    const made = producers.reduce((sum, { blocksMade }) => sum + blocksMade, 0);
    const { number } = await client.finalizedHead();
    tally.check(`all four are elected`, producers.filter(({ status }) => status === "Elected").length === nodes);
    tally.check(`every block has a maker (${made} of ${number})`, Math.abs(made - number) <= 3);
    tally.check(
      "each has made some",
      producers.every(({ blocksMade }) => blocksMade > 0),
    );
  } finally {
    client.close();
  }
}

/** The guide's own commands: one of four killed, two of four held, which stops the chain until they are let go. */
async function checkThird(tally: Tally, folder: string): Promise<void> {
  const guide = "when-a-third-fails.md";
  const around = { folder, portOffset, environment: process.env };
  const run = (words: string) => runLines(adapt(blockWith(guide, "PID()") + blockWith(guide, words), around), around);
  const one = await run("kill -9");
  tally.check("guide: one of four is killed, status answers", one.code === 0 && one.output.includes("engine CometBFT"));
  const two = await run("kill -STOP");
  const isTold = two.code === 0 && two.output.includes("more than a third of the producers is missing");
  tally.check("guide: two of four are held, and /health says what is missing", isTold);
  if (!isTold) console.log(one.output, two.output);
  const rpc = `ws://127.0.0.1:${9944 + portOffset}`;
  const height = await blockHeight({ rpc });
  tally.check(
    "they are let go, and blocks come again",
    await soon(20_000, async () => (await blockHeight({ rpc })) > height),
  );
}

/** The second start goes on with the same four nodes; a supervisor killed with -9 leaves none of them behind. */
async function checkAgain(tally: Tally, folder: string, height: number): Promise<void> {
  const network = new Started(folder, ["--port-offset", String(portOffset)]);
  try {
    const tookMs = await network.readyAfterMs(readyMs);
    const seconds = tookMs === undefined ? "never" : `${(tookMs / 1000).toFixed(1)} s`;
    tally.check(
      `ready again after ${seconds}, on four nodes`,
      network.isReady() && producersOf(network.endpoints()).length === nodes,
    );
    if (tookMs === undefined) return void console.log(network.output.slice(-3_000), logEnds(folder));
    tally.check("the same chain goes on", (await blockHeight(network.endpoints())) >= height);
    process.kill(network.pid, "SIGKILL");
    tally.check(
      "kill -9 of the supervisor leaves no process",
      await soon(20_000, () => processesIn(folder).length === 0),
    );
    await network.ended;
  } finally {
    await network.interrupt();
  }
}

async function main(): Promise<void> {
  const tally = new Tally();
  const folder = mkdtempSync(join(tmpdir(), "plexus-producers-"));
  const network = new Started(folder, ["--fresh", "--producers", String(nodes), "--port-offset", String(portOffset)]);
  try {
    const tookMs = await network.readyAfterMs(readyMs);
    tally.check(
      `ready after ${tookMs === undefined ? "never" : `${(tookMs / 1000).toFixed(1)} s`}`,
      tookMs !== undefined,
    );
    if (tookMs === undefined) return void console.log(network.output.slice(-3_000), logEnds(folder));
    const endpoints = network.endpoints();
    tally.check("a line for each node is printed", /node-4 +block \d+ +3 peers +producing/.test(network.output));
    await checkNodes(tally, endpoints);
    await checkCommands(tally, folder, endpoints);
    const visit = {
      tally,
      page: endpoints.page.replace("localhost", "127.0.0.1"),
      rpc: endpoints.rpc,
      pictures: process.env.PLEXUS_PICTURES,
    };
    await checkProducersPage(visit);
    await openProposal(endpoints.rpc);
    await checkGovernancePage(visit);
    await checkCrash(tally, network);
    await checkThird(tally, folder);
    const height = await blockHeight(endpoints);
    await network.interrupt();
    tally.check(`Ctrl-C ends it, exit code ${network.exitCode}`, network.exitCode === 0 || network.exitCode === 130);
    tally.check("no process is left, no CometBFT either", await soon(3_000, () => processesIn(folder).length === 0));
    await checkAgain(tally, folder, height);
  } finally {
    await network.interrupt();
    rmSync(folder, { recursive: true, force: true });
    tally.close();
  }
}

await main();
