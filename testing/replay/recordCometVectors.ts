// Records a real CometBFT network for the light client's tests: headers, commits and sets of producers while the set is
// exchanged whole, so that nobody of the first set signs the last headers (spec: cometbft.md §5).
// `npx tsx testing/replay/recordCometVectors.ts` writes testing/vectors/comet-light.json; it takes half a minute.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.env.PLEXUS_COMETBFT ?? join(process.env.HOME ?? "", ".cache/plexus/cometbft/v0.40.0/cometbft");
const nodes = [0, 1, 2, 3];
const firstPort = 27_400;
const lastHeight = 26;
const folder = mkdtempSync(join(tmpdir(), "comet-vectors-"));
const p2pPort = (node: number) => firstPort + 10 * node;
const rpcPort = (node: number) => firstPort + 10 * node + 1;
const home = (node: number) => join(folder, `node${node}`);

async function ask(method: string, params: object): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${rpcPort(0)}`, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const { result, error } = (await response.json()) as { result: unknown; error?: unknown };
  if (error !== undefined) throw new Error(JSON.stringify(error));
  return result;
}

function prepare(): void {
  const names = nodes.flatMap(() => ["--hostname", "127.0.0.1"]);
  execFileSync(binary, ["testnet", "--v", "1", "--n", "3", "--o", folder, ...names], { stdio: "ignore" });
  const ids = nodes.map((node) =>
    execFileSync(binary, ["show-node-id", "--home", home(node)])
      .toString()
      .trim(),
  );
  const peers = ids.map((id, node) => `${id}@127.0.0.1:${p2pPort(node)}`).join(",");
  for (const node of nodes) {
    const path = join(home(node), "config", "config.toml");
    const changed = readFileSync(path, "utf8")
      .replace(/^proxy_app = .*$/m, 'proxy_app = "kvstore"')
      .replace("tcp://127.0.0.1:26657", `tcp://127.0.0.1:${rpcPort(node)}`)
      .replace("tcp://0.0.0.0:26657", `tcp://127.0.0.1:${rpcPort(node)}`)
      .replace("tcp://0.0.0.0:26656", `tcp://127.0.0.1:${p2pPort(node)}`)
      .replace(/^persistent_peers = .*$/m, `persistent_peers = "${peers}"`)
      .replace(/^addr_book_strict = .*$/m, "addr_book_strict = false")
      .replace(/^allow_duplicate_ip = .*$/m, "allow_duplicate_ip = true")
      .replace(/^pprof_laddr = .*$/m, 'pprof_laddr = ""')
      .replace(/^timeout_commit = .*$/m, 'timeout_commit = "300ms"');
    writeFileSync(path, changed);
  }
}

const keyOf = (node: number): string =>
  (
    JSON.parse(readFileSync(join(home(node), "config", "priv_validator_key.json"), "utf8")) as {
      pub_key: { value: string };
    }
  ).pub_key.value;

async function height(): Promise<number> {
  const { sync_info: info } = (await ask("status", {})) as { sync_info: { latest_block_height: string } };
  return Number(info.latest_block_height);
}

async function reach(wanted: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await height().catch(() => 0)) >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`height ${wanted} was not reached`);
}

/** The kvstore's own way to change the set. */
const setPower = (node: number, power: number) =>
  ask("broadcast_tx_sync", { tx: Buffer.from(`val=ed25519!${keyOf(node)}!${power}`).toString("base64") });

async function record(): Promise<void> {
  await reach(4);
  console.log(JSON.stringify(await setPower(1, 7)), JSON.stringify(await setPower(2, 9)));
  await reach(9);
  await setPower(3, 12);
  await reach(14);
  console.log(JSON.stringify(await setPower(0, 0)));
  await reach(lastHeight);
  const genesis = (await ask("genesis", {})) as { genesis: { chain_id: string } };
  const blocks = [];
  for (let at = 1; at < lastHeight; at += 1) {
    const { validators } = (await ask("validators", { height: `${at}`, page: "1", per_page: "100" })) as {
      validators: unknown;
    };
    const { signed_header: signed, canonical } = (await ask("commit", { height: `${at}` })) as {
      signed_header: unknown;
      canonical: unknown;
    };
    blocks.push({ signed_header: signed, canonical, validators });
  }
  const out = new URL("../vectors/comet-light.json", import.meta.url);
  const lines = blocks.map((block) => `    ${JSON.stringify(block)}`).join(",\n");
  const about = "CometBFT v0.40.0, kvstore: answers of its own RPC; made by testing/replay/recordCometVectors.ts";
  const chainId = genesis.genesis.chain_id;
  writeFileSync(
    out,
    `{\n  "about": ${JSON.stringify(about)},\n  "chainId": ${JSON.stringify(chainId)},\n  "blocks": [\n${lines}\n  ]\n}\n`,
  );
  console.log(`${blocks.length} blocks of ${chainId}`);
}

const running: ChildProcess[] = [];
try {
  prepare();
  for (const node of nodes) {
    running.push(spawn(binary, ["node", "--home", home(node)], { stdio: process.env.VERBOSE ? "inherit" : "ignore" }));
  }
  await record();
} finally {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
