// Runs what the guides say: produce.md, recover-a-key.md, join-from-a-snapshot.md, govern.md (issue 4 §5: every command works).
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programPath } from "../cluster/program.js";
import { soon } from "../localnet/questions.js";
import { Tally } from "../localnet/tally.js";
import { adapt, blockWith, type Outcome, runLines, type Surroundings } from "./guide.js";
import { GuideNode } from "./guideNode.js";

/** Below the ports that the system gives to whoever asks for any (32768 and above). */
const portOffset = 1_000 + (process.pid % 10) * 60;
const folder = mkdtempSync(join(tmpdir(), "plexus-guides-"));
const around: Surroundings = {
  folder,
  portOffset,
  environment: {
    ...process.env,
    NO_COLOR: "1",
    PLEXUS_ENDPOINT: `ws://127.0.0.1:${9944 + portOffset}`,
    PLEXUS_WALLET_PATH: join(folder, "wallets"),
  },
};
const tally = new Tally();
const program = await programPath();

interface StatusAnswer {
  readonly block: number;
  readonly producers: readonly { hotkey: string; status: string; missed: number; blocksMade: number }[];
}

async function status(): Promise<StatusAnswer> {
  const words = [program, "producer", "status", "--json"];
  return JSON.parse(execFileSync(process.execPath, words, { cwd: folder, env: around.environment, encoding: "utf8" }));
}

/** Four nodes where `npm start -- --producers 4` has them, without the market. */
function startNetwork(): ChildProcess[] {
  const words = ["localnet", "create", "--out", ".plexus/localnet/producers", "--block-time", "250", "--json"];
  const given = [program, ...words, "--port-offset", String(portOffset)];
  const made = execFileSync(process.execPath, given, { cwd: folder, encoding: "utf8" });
  const { nodes } = JSON.parse(made) as { nodes: { name: string; arguments: string[] }[] };
  return nodes.map(({ name, arguments: words }) => {
    const log = openSync(join(folder, `${name}.log`), "a");
    return spawn(process.execPath, [program, ...words], { cwd: folder, stdio: ["ignore", log, log] });
  });
}

async function says(what: string, outcome: Outcome, isExpected = outcome.code === 0): Promise<void> {
  tally.check(what, isExpected);
  if (!isExpected) console.log(outcome.output.slice(-2_000));
}

async function step(what: string, block: string, values: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const outcome = await runLines(adapt(block, around, values), around);
  await says(what, outcome);
  return outcome;
}

/** `producer keys` stands in the block for the second machine, beside an scp that a single machine has no use for. */
async function produce(): Promise<GuideNode> {
  const guide = "produce.md";
  const here = blockWith(guide, "--rpc-port 9994");
  await step("produce: keys are made", "npx plexus producer keys --base-path ./producer\n");
  const node = new GuideNode(here, around);
  tally.check("produce: the new node catches up", await node.keepsUp((await status()).block, 60_000));
  const first = new Set((await status()).producers.map(({ hotkey }) => hotkey));
  await step(
    "produce: wallet, stake, seat on root, join",
    blockWith(guide, "producer join 500 --wallet ada --base-path"),
  );
  const mine = async () => (await status()).producers.find(({ hotkey }) => !first.has(hotkey));
  tally.check("produce: elected", await soon(40_000, async () => (await mine())?.status === "Elected"));
  const proof = blockWith(guide, "--prove-for").split("\n")[0] ?? "";
  await step("produce: a proof for another machine", proof, { hotkey: (await mine())?.hotkey ?? "" });
  tally.check("produce: makes blocks", await soon(60_000, async () => ((await mine())?.blocksMade ?? 0) > 0));
  return node;
}

async function recover(node: GuideNode): Promise<GuideNode> {
  const guide = "recover-a-key.md";
  const copy = blockWith(guide, "cp ./producer/comet/config").replaceAll("/safe/place", "./safe");
  await step("recover: a copy of the key", `mkdir -p safe\n${copy}`);
  await node.stop("SIGKILL");
  const ports = "--rpc-port 9994 --port 30383 --prometheus-port 9665";
  const restore = blockWith(guide, "mkdir -p ./restored").replaceAll("/safe/place", "./safe").trimEnd();
  const refused = await runLines(adapt(`${restore} ${ports}`, around), around);
  const isRefused = refused.code !== 0 && refused.output.includes("refusing to sign");
  await says("recover: a key without its record does not sign", refused, isRefused);
  const height = (await status()).block + 24;
  const again = `${blockWith(guide, "--signed-before").trimEnd()} ${ports}\n`;
  const restored = new GuideNode(again, around, { height: String(height) });
  tally.check("recover: with its owner's word it goes on", await restored.keepsUp(height, 60_000));
  tally.check("recover: and nobody was slashed", (await status()).producers.length === 5);
  await step("recover: another key in its place", blockWith(guide, "producer rotate"));
  await step("produce: leave", blockWith("produce.md", "producer leave"));
  return restored;
}

async function snapshot(): Promise<void> {
  const guide = "join-from-a-snapshot.md";
  tally.check("snapshot: there is one", await soon(120_000, async () => (await status()).block > 105));
  const told = await step("snapshot: height and hash from a node", blockWith(guide, "commit.block_id.hash"));
  const [height = "", hash = ""] = told.output.trim().split(":");
  const joined = new GuideNode(blockWith(guide, "--sync state"), around, { height, hash });
  tally.check("snapshot: the newcomer keeps up", await joined.keepsUp(Number(height), 60_000));
  tally.check("snapshot: it came from a snapshot", joined.output.includes("restored from a snapshot"));
  await joined.stop();
  await step("snapshot: its directory is sound", blockWith(guide, "node doctor"));
}

/** On the four nodes, where the guide starts one. */
async function govern(): Promise<void> {
  const guide = "govern.md";
  const stake = blockWith(guide, "stake add 600").replace(/^.*plexus node .*\n/m, "");
  await step("govern: stake to vote with", stake);
  await step("govern: the rules", blockWith(guide, "proposal rules"));
  await step("govern: propose, vote, look", blockWith(guide, "vote 0 aye"));
  await step("govern: what my stake is bound to", blockWith(guide, "vote --wallet //Alice"));
  await step("govern: delegate, and take it back", blockWith(guide, "delegate //Bob"));
}

/** The bond is free twice the evidence age, 200 blocks here, after the session in which its producer left. */
async function withdraw(): Promise<void> {
  const lines = adapt("npx plexus producer withdraw --wallet ada\n", around);
  const isFree = await soon(150_000, async () => (await runLines(lines, around)).code === 0);
  tally.check("produce: the bond comes back", isFree && (await status()).producers.length === 4);
}

const network = startNetwork();
const started: GuideNode[] = [];
try {
  tally.check("four nodes make blocks", await soon(60_000, async () => (await status()).block > 2));
  started.push(await produce());
  started.push(await recover(started[0] as GuideNode));
  await started[1]?.stop();
  await govern();
  await snapshot();
  await withdraw();
} catch (error) {
  tally.check(error instanceof Error ? (error.stack ?? error.message) : String(error), false);
} finally {
  for (const node of started) await node.stop();
  for (const child of network) child.kill("SIGTERM");
  await Promise.all(network.map((child) => new Promise((resolve) => child.once("exit", resolve))));
  if (process.env.PLEXUS_KEEP === undefined) rmSync(folder, { recursive: true, force: true });
  else console.log(`kept ${folder}, ${readFileSync(join(folder, "node-1.log")).length} bytes of log`);
  tally.close();
}
