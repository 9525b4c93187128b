// Transfers under way while things break: every acknowledgement is kept, to be found in a block later. What was not acknowledged
// is sent again, the same bytes, to another node, as any wallet would.
import { setTimeout as sleep } from "node:timers/promises";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { ChainSpec } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import { type ClusterNode, RpcRefusal } from "./clusterNode.js";
import { createSigner, type Signer, transferOf } from "./signer.js";

const tao = 1_000_000_000n;

export function loadKeys(crypto: CryptoProvider, count: number): KeyPair[] {
  return Array.from({ length: count }, (_, index) => crypto.keyring.fromUri(`//Load//${index}`));
}

/** A spec whose genesis gives each load account 1,000 TAO. */
export function withLoadAccounts(spec: ChainSpec, keys: readonly KeyPair[]): ChainSpec {
  const endowed = keys.map(({ address }) => [address, (1_000n * tao).toString()] as const);
  return { ...spec, genesis: { ...spec.genesis, balances: [...spec.genesis.balances, ...endowed] } };
}

export interface LoadOptions {
  readonly crypto: CryptoProvider;
  readonly spec: ChainSpec;
  readonly genesisHash: Hex;
  readonly nodes: readonly ClusterNode[];
  readonly keys: readonly KeyPair[];
  readonly perSecond: number;
}

const STALE = /outdated|stale/i;

export class Load {
  /** Extrinsic → name of the node that acknowledged it. */
  readonly acknowledged = new Map<Hex, string>();
  /** Sent again because nobody answered, or the answer was a refusal. */
  retries = 0;
  readonly refusals = new Map<string, number>();
  readonly #options: LoadOptions;
  readonly #signer: Signer;
  readonly #running: Promise<void>[];
  #isStopped = false;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#signer = createSigner(options.crypto, options.spec, options.genesisHash);
    this.#running = options.keys.map((key, index) => this.#send(key, index));
  }

  /** Ends sending; what is not acknowledged by now is left. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#running);
  }

  async #send(key: KeyPair, index: number): Promise<void> {
    const { keys, nodes, perSecond } = this.#options;
    const everyMs = (1_000 * keys.length) / perSecond;
    const receiver = keys[(index + 1) % keys.length] as KeyPair;
    await sleep((everyMs * index) / keys.length);
    for (let nonce = 0; !this.#isStopped; nonce++) {
      const dueMs = performance.now() + everyMs;
      const extrinsic = this.#signer.sign(key, transferOf(receiver, 1n + BigInt(nonce)), nonce);
      for (let attempt = 0; !this.#isStopped; attempt++) {
        const node = nodes[(index + nonce + attempt) % nodes.length] as ClusterNode;
        if (await this.#isTaken(node, extrinsic)) break;
        this.retries += 1;
        await sleep(50);
      }
      await sleep(Math.max(0, dueMs - performance.now()));
    }
  }

  async #isTaken(node: ClusterNode, extrinsic: Hex): Promise<boolean> {
    try {
      await node.rpc("author_submitExtrinsic", [extrinsic], 3_000);
      this.acknowledged.set(extrinsic, node.name);
      return true;
    } catch (error) {
      if (!(error instanceof RpcRefusal)) return false;
      // It is there already, from an attempt whose answer was lost.
      if (error.code === 1_013) this.acknowledged.set(extrinsic, node.name);
      if (error.code === 1_013 || STALE.test(error.message)) return true;
      this.refusals.set(error.message, (this.refusals.get(error.message) ?? 0) + 1);
      return false;
    }
  }
}

export interface Inclusion {
  /** Acknowledged but in no block. */
  readonly missing: Hex[];
  /** In more than one block. */
  readonly repeated: Hex[];
  readonly blocks: number;
  readonly included: number;
}

/** Looks for every acknowledged extrinsic in the blocks up to `height` of one node. */
export async function findInclusion(load: Load, node: ClusterNode, height: number): Promise<Inclusion> {
  const seen = new Map<Hex, number>();
  const hashes = await node.hashes(1, height);
  for (let low = 0; low < hashes.length; low += 16) {
    const part = hashes.slice(low, low + 16);
    const blocks = await Promise.all(part.map((hash) => node.rpc("chain_getBlock", [hash], 20_000)));
    for (const { block } of blocks)
      for (const extrinsic of block.extrinsics as Hex[]) {
        // Signed ones only: the inherents of two blocks may be alike.
        if (isSigned(extrinsic)) seen.set(extrinsic, (seen.get(extrinsic) ?? 0) + 1);
      }
  }
  return {
    missing: [...load.acknowledged.keys()].filter((extrinsic) => !seen.has(extrinsic)),
    repeated: [...seen].filter(([, count]) => count > 1).map(([extrinsic]) => extrinsic),
    blocks: height,
    included: seen.size,
  };
}

/** The byte after the compact length says version 4 and whether it is signed. */
function isSigned(extrinsic: Hex): boolean {
  const mode = Number.parseInt(extrinsic.slice(2, 4), 16) & 3;
  const lengthBytes = [1, 2, 4][mode] ?? 5;
  return extrinsic.slice(2 + 2 * lengthBytes, 4 + 2 * lengthBytes) === "84";
}
