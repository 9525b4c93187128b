// One node of a local network of producers, as a value: its directory, its keys by name, its ports, and how it is started.
import { producerPorts } from "./producerPorts.js";

export interface ProducerNode {
  /** "node-1". */
  readonly name: string;
  readonly basePath: string;
  readonly rpcPort: number;
  readonly metricsPort: number;
  readonly p2pPort: number;
  /** Development keys: the owner of the money, and the key that is registered on root. */
  readonly coldkeyUri: string;
  readonly hotkeyUri: string;
  /** Of the node key: 40 hex digits. */
  readonly nodeId: string;
  /** ed25519, 32 bytes. */
  readonly consensusKey: Uint8Array;
  /** 20 bytes. */
  readonly address: Uint8Array;
  /** `nodeid@host:port` of every other node. */
  readonly peers: readonly string[];
  /** Of the program `plexus`. */
  readonly arguments: readonly string[];
}

/** Local chains are young and small: a newcomer should find a snapshot within minutes. */
const snapshotIntervalBlocks = 100;

export function producerName(number: number): string {
  return `node-${number}`;
}

export function coldkeyUri(number: number): string {
  return `//Producer${number}`;
}

export function hotkeyUri(number: number): string {
  return `//Producer${number}//hot`;
}

/** The arguments of `plexus` that start a node, for this machine alone or for others to reach, in `basePath`, whose chainspec.json lies there already. */
export function nodeArguments(
  { name, basePath, rpcPort, metricsPort, p2pPort }: Omit<ProducerNode, "arguments" | "peers">,
  peers: readonly string[],
  isExternal = false,
): string[] {
  const values = {
    engine: "comet",
    chain: `${basePath}/chainspec.json`,
    "base-path": basePath,
    name,
    "rpc-port": rpcPort,
    port: p2pPort,
    "prometheus-port": metricsPort,
    "snapshot-interval": snapshotIntervalBlocks,
  };
  const given = Object.entries(values).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  const external = isExternal ? ["--rpc-external", "--p2p-external"] : [];
  return ["node", ...given, ...external, ...(peers.length === 0 ? [] : ["--peers", peers.join(",")])];
}

/** A node without its peers yet, from the keys that were made for it. */
export function nodeWith(
  number: number,
  basePath: string,
  portOffset: number,
  keys: Pick<ProducerNode, "nodeId" | "consensusKey" | "address">,
): Omit<ProducerNode, "arguments" | "peers"> {
  const { rpc, metrics, peer } = producerPorts(number, portOffset);
  return {
    name: producerName(number),
    basePath,
    rpcPort: rpc,
    metricsPort: metrics,
    p2pPort: peer,
    coldkeyUri: coldkeyUri(number),
    hotkeyUri: hotkeyUri(number),
    ...keys,
  };
}
