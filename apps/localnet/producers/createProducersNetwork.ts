// Writes a network of producers to a folder: a data directory, keys and a copy of the chainspec for each node; nothing is shared.
// What is there already is opened again, so that a second start goes on with the same chain and the same keys (issue 4 §5).
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CometIdentity, createCometHome } from "@plexus/chain/comet";
import { readChainSpec } from "@plexus/chain/node";
import type { CryptoProvider } from "@plexus/core/crypto";
import { type ChainSpec, producersSpec } from "@plexus/core/runtime";
import { toHex } from "@plexus/core/scale";
import { coldkeyUri, hotkeyUri, nodeArguments, nodeWith, type ProducerNode } from "./producerNode.js";
import { mostProducers } from "./producerPorts.js";

export interface ProducersNetworkOptions {
  readonly crypto: CryptoProvider;
  /** 1 to 21. */
  readonly producers: number;
  /** Default 1,000. */
  readonly blockTimeMs?: number;
  readonly tempo?: number;
  /** "Development" (default) has sudo, "Local" has not. */
  readonly chainType?: "Development" | "Local";
  /** Moves every port; default 0. */
  readonly portOffset?: number;
  /** The nodes take peers and calls from other machines; default no. */
  readonly isExternal?: boolean;
  /** Default: now. */
  readonly genesisTimeMs?: number;
  /** Of each producer; default 1,000 TAO. */
  readonly bondRao?: bigint;
  /** Each coldkey's stake behind its own hotkey on root; default 5,000 TAO. */
  readonly stakeRao?: bigint;
  /** A last change to the spec before it is written; for suites that need other parameters. */
  readonly adjust?: (spec: ChainSpec) => ChainSpec;
}

export interface ProducersNetwork {
  readonly spec: ChainSpec;
  readonly nodes: readonly ProducerNode[];
}

const tao = 1_000_000_000n;

function writeSpec(basePath: string, spec: ChainSpec): void {
  writeFileSync(join(basePath, "chainspec.json"), `${JSON.stringify(spec, null, 2)}\n`);
}

function makeSpec(options: ProducersNetworkOptions, identities: readonly CometIdentity[]): ChainSpec {
  const { crypto, blockTimeMs, tempo, chainType, bondRao = 1_000n * tao, stakeRao = 5_000n * tao } = options;
  const producers = identities.map(({ consensusKey }, index) => ({
    hotkey: crypto.keyring.fromUri(hotkeyUri(index + 1)).address,
    coldkey: crypto.keyring.fromUri(coldkeyUri(index + 1)).address,
    consensusKey: toHex(consensusKey),
    bondRao: bondRao.toString(),
    stakeRao: stakeRao.toString(),
  }));
  const spec = producersSpec({
    producers,
    genesisTimeMs: options.genesisTimeMs ?? Date.now(),
    ...(blockTimeMs !== undefined && { blockTimeMs }),
    ...(tempo !== undefined && { tempo }),
    ...(chainType !== undefined && { chainType }),
  });
  return options.adjust?.(spec) ?? spec;
}

/** The spec that lies in all directories, undefined where there is none. Throws where they differ or one lacks it. */
function storedSpec(basePaths: readonly string[]): ChainSpec | undefined {
  const files = basePaths.map((path) => join(path, "chainspec.json"));
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return undefined;
  const specs = there.map((file) => JSON.stringify(readChainSpec(file)));
  if (there.length < files.length || new Set(specs).size > 1)
    throw new Error(`The data directories beside ${basePaths[0]} are not of one network: begin a new one.`);
  return readChainSpec(files[0] as string);
}

/** Throws RangeError for too many producers, and where a folder holds the chain of another network. */
export function createProducersNetwork(folder: string, options: ProducersNetworkOptions): ProducersNetwork {
  const { producers, portOffset = 0 } = options;
  if (!Number.isInteger(producers) || producers < 1 || producers > mostProducers)
    throw new RangeError(`a local network has 1 to ${mostProducers} producers, not ${producers}`);
  const basePaths = Array.from({ length: producers }, (_, index) => join(folder, `node-${index + 1}`));
  for (const path of basePaths) mkdirSync(path, { recursive: true, mode: 0o700 });
  const identities = basePaths.map((path) => createCometHome(path));
  const stored = storedSpec(basePaths);
  const spec = stored ?? makeSpec(options, identities);
  if (spec.genesis.producers?.length !== producers)
    throw new Error(`${folder} holds a network of ${spec.genesis.producers?.length ?? 0} producers, not ${producers}.`);
  if (stored === undefined) for (const path of basePaths) writeSpec(path, spec);
  const bare = identities.map(({ nodeId, consensusKey, address }, index) =>
    nodeWith(index + 1, basePaths[index] as string, portOffset, { nodeId, consensusKey, address }),
  );
  const nodes = bare.map((node) => {
    const others = bare.filter(({ nodeId }) => nodeId !== node.nodeId);
    const peers = others.map(({ nodeId, p2pPort }) => `${nodeId}@127.0.0.1:${p2pPort}`);
    return { ...node, peers, arguments: nodeArguments(node, peers, options.isExternal) };
  });
  return { spec, nodes };
}
