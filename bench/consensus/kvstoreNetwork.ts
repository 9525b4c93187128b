// The peer of the benchmark: CometBFT's own Go key-value store, four nodes of the same binary, configured as ours are
// (block interval, flush and gossip keys, no index), each a process of its own on this machine.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface KvstoreOptions {
  readonly folder: string;
  readonly binary: string;
  readonly nodes: number;
  /** Two ports a node from here on. */
  readonly basePort: number;
  readonly blockTimeMs: number;
  /** What a round of voting costs beside the pause, measured (cometbft.md §7). */
  readonly roundMs: number;
  /** `kvstore` in memory, or `persistent_kvstore` on disk. */
  readonly app: "kvstore" | "persistent_kvstore";
  /** CometBFT's index of transactions and events; "kv" is its default. */
  readonly indexer: "kv" | "null";
}

export interface KvstoreNetwork {
  readonly pids: readonly number[];
  readonly urls: readonly string[];
  height(): Promise<number>;
  /** Time of each block of a range, ms. */
  blockTimesMs(from: number, to: number): Promise<number[]>;
  transactions(from: number, to: number): Promise<number>;
  stop(): Promise<void>;
}

export async function cometRequest<T>(url: string, method: string, params: object = {}): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = (await response.json()) as { result?: T; error?: { message: string; data?: string } };
  if (body.result === undefined) throw new Error(`${method}: ${body.error?.message} ${body.error?.data ?? ""}`);
  return body.result;
}

function configure(options: KvstoreOptions, home: string, index: number, peers: string): void {
  const path = join(home, "config/config.toml");
  const set = (text: string, key: string, value: string) => {
    const pattern = new RegExp(`^${key} = .*$`, "m");
    if (!pattern.test(text)) throw new Error(`config.toml has no ${key}`);
    return text.replace(pattern, `${key} = ${value}`);
  };
  const sections = readFileSync(path, "utf8").split(/^(?=\[)/m);
  const written = sections.map((section) => {
    if (section.startsWith("[rpc]"))
      return set(section, "laddr", `"tcp://127.0.0.1:${options.basePort + 2 * index + 1}"`);
    if (section.startsWith("[p2p]")) {
      const listening = set(section, "laddr", `"tcp://127.0.0.1:${options.basePort + 2 * index}"`);
      return set(set(listening, "persistent_peers", `"${peers}"`), "pex", "false");
    }
    if (section.startsWith("[mempool]")) return set(set(section, "size", "200000"), "cache_size", "200000");
    if (section.startsWith("[consensus]")) {
      const pause = set(section, "timeout_commit", `"${options.blockTimeMs - options.roundMs}ms"`);
      return set(pause, "peer_gossip_sleep_duration", `"10ms"`);
    }
    if (section.startsWith("[tx_index]")) return set(section, "indexer", JSON.stringify(options.indexer));
    return section.startsWith("[")
      ? section
      : set(set(section, "proxy_app", `"${options.app}"`), "log_level", `"error"`);
  });
  writeFileSync(path, written.join(""));
}

function hasEnded(child: ChildProcess): Promise<unknown> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  return isOver ? Promise.resolve() : new Promise((gone) => child.once("exit", gone));
}

export async function startKvstore(options: KvstoreOptions): Promise<KvstoreNetwork> {
  const { folder, binary, nodes, basePort } = options;
  mkdirSync(folder, { recursive: true });
  execFileSync(binary, ["testnet", "--v", String(nodes), "--o", folder, "--populate-persistent-peers=false"], {
    stdio: "ignore",
  });
  const homes = Array.from({ length: nodes }, (_, index) => join(folder, `node${index}`));
  const peers = homes.map((home, index) => {
    const id = execFileSync(binary, ["show-node-id", "--home", home]).toString().trim();
    return `${id}@127.0.0.1:${basePort + 2 * index}`;
  });
  const children: ChildProcess[] = homes.map((home, index) => {
    configure(options, home, index, peers.filter((_, other) => other > index).join(","));
    const log = openSync(join(folder, `node${index}.log`), "a");
    const child = spawn(binary, ["start", "--home", home], { stdio: ["ignore", log, log] });
    closeSync(log);
    return child;
  });
  const urls = homes.map((_, index) => `http://127.0.0.1:${basePort + 2 * index + 1}`);
  const first = urls[0] as string;
  const height = async () => {
    const status = await cometRequest<{ sync_info: { latest_block_height: string } }>(first, "status");
    return Number(status.sync_info.latest_block_height);
  };
  const headers = async (from: number, to: number) => {
    const read: { time: string; count: number }[] = [];
    for (let low = from; low <= to; low += 20) {
      const range = { minHeight: String(low), maxHeight: String(Math.min(low + 19, to)) };
      const { block_metas } = await cometRequest<{ block_metas: { header: { time: string }; num_txs: string }[] }>(
        first,
        "blockchain",
        range,
      );
      read.push(...block_metas.reverse().map((meta) => ({ time: meta.header.time, count: Number(meta.num_txs) })));
    }
    return read;
  };
  const untilMs = Date.now() + 30_000;
  while ((await height().catch(() => 0)) < 3) {
    if (Date.now() > untilMs) throw new Error("the key-value network made no blocks within 30 s");
    await sleep(100);
  }
  return {
    pids: children.map((child) => child.pid as number),
    urls,
    height,
    blockTimesMs: async (from, to) => (await headers(from, to)).map(({ time }) => Date.parse(time)),
    transactions: async (from, to) => (await headers(from, to)).reduce((sum, { count }) => sum + count, 0),
    async stop() {
      for (const child of children) child.kill("SIGKILL");
      await Promise.all(children.map(hasEnded));
    },
  };
}
