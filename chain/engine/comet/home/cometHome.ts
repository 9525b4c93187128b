// Where CometBFT lives inside a data directory: D/comet/config and D/comet/data. Keys are made once and never changed here;
// config.toml and genesis.json are written at each start (configFile.ts, genesisFile.ts).

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { toHex } from "@plexus/core/scale";
import { type CometKey, createConsensusKey, createNodeKey, readKeyFile } from "./keys.js";
import { writePrivateFile } from "./privateFile.js";

export interface CometIdentity {
  /** ed25519 public key that signs blocks, 32 bytes. */
  readonly consensusKey: Uint8Array;
  /** First 20 bytes of its sha256: the producer's consensus address. */
  readonly address: Uint8Array;
  /** Name of the node among its peers, 40 hex digits. */
  readonly nodeId: string;
}

export interface CometPaths {
  readonly home: string;
  readonly config: string;
  readonly genesis: string;
  readonly consensusKey: string;
  readonly nodeKey: string;
  /** What the consensus key has signed last. */
  readonly signState: string;
  /** Our own record of the height up to which it has signed. */
  readonly signed: string;
  readonly processFile: string;
  readonly log: string;
}

/** `isObserver`: with a key of its own beside the producer's. */
export function cometPaths(basePath: string, isObserver = false): CometPaths {
  const home = join(basePath, "comet");
  const key = isObserver ? "observer" : "priv_validator";
  return {
    home,
    config: join(home, "config/config.toml"),
    genesis: join(home, "config/genesis.json"),
    consensusKey: join(home, `config/${key}_key.json`),
    nodeKey: join(home, "config/node_key.json"),
    signState: join(home, `data/${key}_state.json`),
    signed: join(home, isObserver ? "observed.json" : "signed.json"),
    processFile: join(home, "cometbft.pid"),
    log: join(home, "cometbft.log"),
  };
}

/** Makes what is missing; keys that are there stay. A sign state is only made together with its key. */
export function createCometHome(basePath: string): CometIdentity {
  const paths = cometPaths(basePath);
  mkdirSync(join(paths.home, "config"), { recursive: true, mode: 0o700 });
  mkdirSync(join(paths.home, "data"), { recursive: true, mode: 0o700 });
  createSigner(paths);
  if (!existsSync(paths.nodeKey)) createNodeKey(paths.nodeKey);
  return readCometIdentity(basePath);
}

/** A consensus key with its state, where there is none. */
export function createSigner(paths: CometPaths): void {
  if (existsSync(paths.consensusKey)) return;
  createConsensusKey(paths.consensusKey);
  if (!existsSync(paths.signState)) writePrivateFile(paths.signState, { height: "0", round: 0, step: 0 });
}

/** Throws BadKeyFile where there is no home. */
export function readCometIdentity(basePath: string): CometIdentity {
  const paths = cometPaths(basePath);
  const { publicKey, address } = readKeyFile(paths.consensusKey);
  const nodeId = toHex(readKeyFile(paths.nodeKey).address).slice(2);
  return { consensusKey: publicKey, address, nodeId };
}

export function readConsensusKey(basePath: string): CometKey {
  return readKeyFile(cometPaths(basePath).consensusKey);
}

/** ed25519 signature, 64 bytes; for the proof that one has the key. Throws BadKeyFile. */
export function signWithConsensusKey(basePath: string, message: Uint8Array): Uint8Array {
  return readConsensusKey(basePath).sign(message);
}
