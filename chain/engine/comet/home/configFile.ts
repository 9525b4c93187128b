// config.toml of CometBFT v0.40.0: ours, not its defaults (cometbft.md §1, §4, §7, §8). Every key that we depend on is written.

import { relative } from "node:path";
import type { CometPaths } from "./cometHome.js";
import type { Timing } from "./timing.js";

export interface StateSync {
  /** Two RPC servers at least, `http://host:port`. */
  readonly rpcServers: readonly string[];
  readonly trustHeight: number;
  /** 64 hex digits: hash of the block at that height, in CometBFT's sense. */
  readonly trustHash: string;
  readonly trustPeriodHours: number;
}

export interface ConfigOptions {
  readonly moniker: string;
  readonly paths: CometPaths;
  readonly appSocket: string;
  readonly rpcSocket: string;
  readonly p2pPort: number;
  readonly p2pHost: string;
  /** `nodeid@host:port` each. */
  readonly peers: readonly string[];
  /** On one machine or a test bed: several nodes of one address, addresses that the internet does not route, no gossip of addresses. */
  readonly isLocal: boolean;
  readonly timing: Timing;
  /** False for v0.38, which cannot: then each node proposes only what was handed to it. */
  readonly carriesPool: boolean;
  readonly stateSync: StateSync | undefined;
  readonly metricsPort: number | undefined;
  readonly logLevel: string;
}

/**
 * CometBFT sleeps a random time of up to 3 s before it dials an entry, and leaves out whoever it already has. Each peer named so
 * often, a restarted node has its first peer after 0.2 s instead of 0.75 s on average (three peers).
 */
const DIALS_PER_PEER = 5;

type Value = string | number | boolean | readonly string[];

export function configToml(options: ConfigOptions): string {
  const sections: [string, Record<string, Value>][] = [
    ["", base(options)],
    ["rpc", rpc(options)],
    ["p2p", p2p(options)],
    ["mempool", options.carriesPool ? mempool(options.timing) : { type: "nop" }],
    ["statesync", stateSync(options.stateSync)],
    ["blocksync", { version: "v0", adaptive_sync: false }],
    ["consensus", consensus(options.timing)],
    // Outcomes and events are ours to keep; CometBFT keeps the last answer, which it needs after a crash.
    ["storage", { discard_abci_responses: true }],
    ["tx_index", { indexer: "null" }],
    ["instrumentation", instrumentation(options.metricsPort)],
  ];
  const lines = sections.map(
    ([name, keys]) =>
      (name === "" ? "" : `[${name}]\n`) +
      Object.entries(keys)
        .map(([key, value]) => `${key} = ${tomlValue(value)}\n`)
        .join(""),
  );
  return `# Written by Plexus at every start; changes here are lost.\n${lines.join("\n")}`;
}

function base({ moniker, paths, appSocket, logLevel }: ConfigOptions): Record<string, Value> {
  return {
    version: "0.39.0",
    proxy_app: `unix://${appSocket}`,
    moniker,
    db_backend: "goleveldb",
    db_dir: "data",
    log_level: logLevel,
    log_format: "json",
    genesis_file: "config/genesis.json",
    priv_validator_key_file: relative(paths.home, paths.consensusKey),
    priv_validator_state_file: relative(paths.home, paths.signState),
    priv_validator_laddr: "",
    node_key_file: "config/node_key.json",
    abci: "socket",
    filter_peers: false,
  };
}

function rpc({ rpcSocket }: ConfigOptions): Record<string, Value> {
  // Only this node's own program reaches it; what others may ask passes through our RPC port.
  return {
    laddr: `unix://${rpcSocket}`,
    unsafe: false,
    max_open_connections: 64,
    max_body_bytes: 1_000_000,
    pprof_laddr: "",
  };
}

function p2p({ p2pHost, p2pPort, peers, isLocal }: ConfigOptions): Record<string, Value> {
  return {
    laddr: `tcp://${p2pHost}:${p2pPort}`,
    persistent_peers: peers.flatMap((peer) => Array.from({ length: DIALS_PER_PEER }, () => peer)).join(","),
    persistent_peers_max_dial_period: "1s",
    addr_book_file: "config/addrbook.json",
    addr_book_strict: !isLocal,
    allow_duplicate_ip: isLocal,
    pex: !isLocal,
    max_num_inbound_peers: 40,
    max_num_outbound_peers: 10,
    flush_throttle_timeout: "10ms",
    // Four blocks of the largest size in two seconds; the default would take eight for one to four peers.
    send_rate: 20_480_000,
    recv_rate: 20_480_000,
    handshake_timeout: "20s",
    dial_timeout: "3s",
  };
}

function mempool({ reapMs }: Timing): Record<string, Value> {
  return {
    type: "app",
    broadcast: true,
    reap_interval: `${reapMs}ms`,
    reap_max_bytes: 1_048_576,
    // One message to a peer carries at most this: the largest extrinsic, 4 MiB, in a parcel of its own.
    max_tx_bytes: 4_198_400,
    seen_cache_size: 100_000,
    check_tx_retry_delay: "5s",
  };
}

function stateSync(options: StateSync | undefined): Record<string, Value> {
  if (!options) return { enable: false };
  return {
    enable: true,
    rpc_servers: options.rpcServers.join(","),
    trust_height: options.trustHeight,
    trust_hash: options.trustHash,
    trust_period: `${options.trustPeriodHours}h0m0s`,
    // Less finds nothing and then waits for ever (measured: 0 fails at once).
    discovery_time: "5s",
    chunk_request_timeout: "10s",
    chunk_fetchers: "4",
  };
}

function consensus({ commitMs, proposeMs, proposeDeltaMs }: Timing): Record<string, Value> {
  const voteMs = Math.max(300, Math.min(1_000, proposeDeltaMs * 2));
  return {
    wal_file: "data/cs.wal/wal",
    timeout_propose: `${proposeMs}ms`,
    timeout_propose_delta: `${proposeDeltaMs}ms`,
    timeout_prevote: `${voteMs}ms`,
    timeout_prevote_delta: `${Math.ceil(voteMs / 2)}ms`,
    timeout_precommit: `${voteMs}ms`,
    timeout_precommit_delta: `${Math.ceil(voteMs / 2)}ms`,
    timeout_commit: `${commitMs}ms`,
    skip_timeout_commit: false,
    // The guard against signing twice is ours (signGuard.ts); CometBFT's own panics on any restart within so many blocks.
    double_sign_check_height: 0,
    // Hooks change the state in every block, so an empty block never is one (cometbft.md §7).
    create_empty_blocks: true,
    peer_gossip_sleep_duration: "10ms",
    peer_query_maj23_sleep_duration: "500ms",
    block_time_tolerance: "1m0s",
  };
}

function instrumentation(metricsPort: number | undefined): Record<string, Value> {
  if (metricsPort === undefined) return { prometheus: false };
  return { prometheus: true, prometheus_listen_addr: `127.0.0.1:${metricsPort}`, namespace: "cometbft" };
}

function tomlValue(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  return Array.isArray(value) ? `[${value.map((each) => JSON.stringify(each)).join(", ")}]` : String(value);
}
