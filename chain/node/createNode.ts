// The node, composed: store, pool, engine, RPC, metrics, indexer. Nothing happens here but the wiring; each part's story
// is in its own folder.

import {
  type Application,
  type Block,
  ChainApplication,
  ChainEvents,
  type Logger,
  type Sealing,
  writeGenesis,
} from "@plexus/chain/engine";
import { Indexer } from "@plexus/chain/indexer";
import type { Pool } from "@plexus/chain/pool";
import type { CorsPolicy } from "@plexus/chain/rpc";
import type { SignatureWorkers } from "@plexus/chain/signatures";
import type { Store } from "@plexus/chain/store";
import type { CryptoProvider } from "@plexus/core/crypto";
import { type ChainSpec, createRuntimes, type Runtimes } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import { keepMetadata } from "./keepMetadata.js";
import { logImports } from "./logImports.js";
import { type CometOptions, type Engine, makeEngine } from "./makeEngine.js";
import { openPool } from "./openPool.js";
import { openStore } from "./openStore.js";
import { serve } from "./serve.js";
import { watchUpgrade } from "./watchUpgrade.js";

export interface NodeOptions {
  spec: ChainSpec;
  crypto: CryptoProvider;
  /** Data directory; null: a temporary one, removed on close and not synced to disk. */
  basePath: string | null;
  /** 0 picks a free port. */
  rpcPort: number;
  rpcExternal: boolean;
  /** Which web pages may call, beside those of this machine and polkadot.js; default none. */
  rpcCors?: CorsPolicy;
  /** null: no metrics. */
  prometheusPort: number | null;
  prometheusExternal?: boolean;
  sealing: Sealing;
  /** Keep the state of every height; else of the last 4,096. */
  archive: boolean;
  /** Tables for people: history, search, charts. Default true; a producer may do without. */
  index?: boolean | undefined;
  /** Keep states and blocks of so many heights only; at least 4,096, and as long as a bond can be slashed. */
  keepBlocks?: number | undefined;
  name: string;
  logger: Logger;
  /** Many producers: how CometBFT runs beside this node. Absent: this process makes the blocks. */
  comet?: CometOptions | undefined;
  /** Behave as a release whose newest rules these are; for tests of upgrades. */
  newestSpecVersion?: number | undefined;
  /** As PLEXUS_FAILPOINT; kills the process there. */
  failpoint?: string | undefined;
}

export interface NodeParts {
  readonly genesisHash: Hex;
  /** The chain through the versions of its rules. */
  readonly runtimes: Runtimes;
  readonly application: Application;
  readonly pool: Pool;
  readonly store: Store;
  readonly events: ChainEvents;
  readonly indexer: Indexer;
  readonly engine: Engine;
  readonly signatures: SignatureWorkers | undefined;
  /** Makes `count` blocks now, whatever the sealing. */
  seal(count?: number): Block[];
}

export interface Node extends NodeParts {
  readonly rpcPort: number;
  readonly prometheusPort: number | undefined;
  /** Resolves with the error if the engine cannot go on; the node should then be closed. */
  readonly failure: Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Opens or creates the chain and serves it. Throws DirectoryInUse, GenesisMismatch, PortTaken, StoreCorrupt, and
 * UnknownSpecVersion where the next block needs a newer release.
 */
export async function createNode(options: NodeOptions): Promise<Node> {
  const { spec, crypto, logger, sealing } = options;
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const runtimes = createRuntimes(crypto, spec, { newest: options.newestSpecVersion });
    const store = openStore(options);
    closers.push(() => store.close());
    const genesisHash = writeGenesis(store, runtimes.genesis, crypto);
    runtimes.next(store.current(), (store.head?.number ?? 0) + 1);
    const events = new ChainEvents(logger);
    const { pool, reload, closePool, signatures } = openPool(
      options,
      { runtimes, store },
      { validate: (extrinsic) => application.check(extrinsic), rulesOfNext: () => application.rules },
    );
    closers.push(closePool);
    const { blockTimeMs } = spec;
    const isComet = spec.engine === "comet";
    const minimumMs = isComet ? 1 : Math.floor(blockTimeMs / 2);
    const timeRules = { minimumMs: BigInt(minimumMs), boundByClock: sealing.kind === "interval" && !isComet };
    // Under CometBFT the others execute the block a second time before it is decided.
    const fillMs = blockTimeMs / (isComet ? 4 : 2);
    const application = new ChainApplication({
      store,
      runtimes,
      hashing: crypto,
      pool,
      events,
      logger,
      blockTimeMs,
      timeRules,
      fillMs,
    });
    logImports(events, logger);
    const indexer = new Indexer({ store, runtimes, events, logger, isFollowing: options.index ?? true });
    closers.push(() => indexer.close(), keepMetadata(store, runtimes, events));

    const failure = new Signal();
    closers.push(watchUpgrade({ runtimes, application, events, logger, onUnknown: failure.fire }));
    const parts = { runtimes, store, events, pool, application };
    reload();
    const engine = makeEngine(options, { ...parts, genesisHash, minimumMs, onFailure: failure.fire });
    const served = await serve(options, { ...parts, genesisHash, indexer, engine, signatures, seal: engine.seal });
    closers.push(served.close, () => engine.stop());
    await engine.start();
    return {
      ...parts,
      ...served.ports,
      genesisHash,
      indexer,
      engine,
      signatures,
      seal: engine.seal,
      failure: failure.fired,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A promise that somebody else resolves. */
class Signal {
  fire: (error: unknown) => void = () => {};
  readonly fired = new Promise<unknown>((resolve) => {
    this.fire = resolve;
  });
}
