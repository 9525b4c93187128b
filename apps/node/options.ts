// What `plexus node` can be told, and the flags of other nodes that it takes without doing anything, so that the
// ecosystem's scripts start it unchanged (issue §4).

import type { Sealing } from "@plexus/chain/engine";

export interface RunNodeOptions {
  /** "dev", or the path of a chainspec.json. */
  chain: string;
  /** undefined: ~/.plexus/<chain id>. */
  basePath: string | undefined;
  isTemporary: boolean;
  name: string;
  rpcPort: number;
  rpcExternal: boolean;
  /** "all" or origins separated by commas. */
  rpcCors?: string | undefined;
  /** null: none. */
  prometheusPort: number | null;
  prometheusExternal?: boolean;
  /** undefined: at the chain's block time. */
  sealing: Sealing | undefined;
  /** Of a new development chain. */
  tempo: number | undefined;
  archive: boolean;
  /** Tables for people. Default true. */
  index?: boolean;
  /** States and blocks of so many heights only; undefined: as `archive` says, and all blocks. */
  keepBlocks?: number | undefined;
  /** For tests of upgrades: the newest rules that this release knows. */
  newestSpecVersion?: number | undefined;
  failpoint: string | undefined;
  /** Among many producers; undefined: as the spec says, with the defaults. */
  comet?: CometNodeOptions | undefined;
  /** Flags given that have no meaning here; each gets a note. */
  ignored?: readonly string[];
}

export interface CometNodeOptions {
  /** undefined: what the spec says. */
  engine: "solo" | "comet" | undefined;
  p2pPort: number;
  /** Take peers on all addresses; a live chain always does. */
  p2pExternal: boolean;
  /** `nodeid@host:port` or RPC URLs, with commas. */
  peers: string | undefined;
  sync: "blocks" | "state";
  /** HEIGHT:HASH of a block that the user has from somebody they trust. */
  trust: string | undefined;
  /** Path of CometBFT. */
  binary: string | undefined;
  isObserver: boolean;
  /** The user's word that the consensus key has signed nothing from that height on. */
  signedBefore: number | undefined;
  /** Blocks between snapshots for newcomers; undefined: the chain type's own. */
  snapshotInterval: number | undefined;
  /** Test builds only. */
  sick: string | undefined;
}

/** Flags of Substrate nodes that say something about peers, keys or telemetry, which the solo engine has not. */
export const IGNORED_FLAGS: readonly string[] = [
  "--alice",
  "--bob",
  "--charlie",
  "--validator",
  "--force-authoring",
  "--no-telemetry",
  "--telemetry-url <url>",
  "--no-mdns",
  "--no-hardware-benchmarks",
  "--discover-local",
  "--allow-private-ipv4",
  "--unsafe-force-node-key-generation",
  "--node-key <key>",
  "--node-key-file <file>",
  "--bootnodes <address>",
  "--listen-addr <address>",
  "--public-addr <address>",
  "--in-peers <count>",
  "--out-peers <count>",
  "--rpc-methods <mode>",
  "--rpc-max-connections <count>",
  "--rpc-max-request-size <megabytes>",
  "--rpc-max-response-size <megabytes>",
  "--rpc-max-subscriptions-per-connection <count>",
  "--pool-limit <count>",
  "--blocks-pruning <blocks>",
  "--wasm-execution <method>",
  "--execution <strategy>",
  "--database <kind>",
  "--keystore-path <folder>",
  "--offchain-worker <when>",
  "--max-runtime-instances <count>",
  "--log <filter>",
  "--detailed-log-output",
  "--initial-consensus <name>",
];
