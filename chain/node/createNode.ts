// The node, composed: store, pool, engine, RPC, metrics, indexer. Nothing happens here but the wiring; each part's story
// is in its own folder.

import type { CryptoProvider } from "@plexus/core/crypto";
import { type ChainSpec, createRuntime, type Runtime } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import { type Application, type Block, ChainApplication, ChainEvents, type Logger, type Sealing, SoloEngine, writeGenesis } from "@plexus/chain/engine";
import { Pool } from "@plexus/chain/pool";
import { type CorsPolicy, Dispatcher, METHODS, startRpcServer, SUBSCRIPTIONS } from "@plexus/chain/rpc";
import { LEAST_KEPT_BLOCKS, parseFailpoint, Store } from "@plexus/chain/store";
import { logImports } from "./logImports.js";
import { createMetrics, serveMetrics } from "./metrics.js";
import { peerIdOf } from "./peerId.js";
import { NODE_VERSION } from "./version.js";

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
  name: string;
  logger: Logger;
  /** As PLEXUS_FAILPOINT; kills the process there. */
  failpoint?: string | undefined;
}

export interface Node {
  readonly rpcPort: number;
  readonly prometheusPort: number | undefined;
  readonly genesisHash: Hex;
  readonly runtime: Runtime;
  readonly application: Application;
  readonly pool: Pool;
  readonly store: Store;
  readonly events: ChainEvents;
  /** Makes `count` blocks now, whatever the sealing. */
  seal(count?: number): Block[];
  /** Resolves with the error if the engine cannot go on; the node should then be closed. */
  readonly failure: Promise<unknown>;
  close(): Promise<void>;
}

/** Opens or creates the chain and serves it. Throws DirectoryInUse, GenesisMismatch, PortTaken, StoreCorrupt. */
export async function createNode(options: NodeOptions): Promise<Node> {
  const { spec, crypto, logger, sealing } = options;
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const runtime = createRuntime(crypto, spec);
    const store = openStore(options);
    closers.push(() => store.close());
    const genesisHash = writeGenesis(store, runtime, crypto);
    const events = new ChainEvents(logger);
    const pool: Pool = new Pool({
      validate: (extrinsic) => application.check(extrinsic),
      hash: (extrinsic) => toHex(crypto.blake2b256(extrinsic)),
      head: () => application.best,
      now: () => Date.now(),
    });
    const minimumMs = Math.floor(spec.blockTimeMs / 2);
    const timeRules = { minimumMs: BigInt(minimumMs), boundByClock: sealing.kind === "interval" };
    const { blockTimeMs } = spec;
    const application = new ChainApplication({
      store, runtime, hashing: crypto, pool, events, logger, blockTimeMs, timeRules, fillMs: blockTimeMs / 2,
    });
    logImports(events, logger);

    let fail: (error: unknown) => void = () => {};
    const failure = new Promise<unknown>((resolve) => {
      fail = resolve;
    });
    const onReady = (listener: () => void) => pool.onReady(listener);
    const engine = new SoloEngine({ application, sealing, logger, minimumMs, onReady, onFailure: fail });
    closers.push(() => engine.stop());
    const seal = (count = 1) => Array.from({ length: count }, () => engine.seal());

    let connections = () => 0;
    const metrics = createMetrics({ chain: spec.id, store, pool, events, application, connections: () => connections() });
    const dispatcher = new Dispatcher(
      {
        store, runtime, hashing: crypto, pool, events, application, logger,
        chain: { name: spec.name, type: spec.chainType, properties: spec.properties, genesisHash },
        node: { name: options.name, version: NODE_VERSION, peerId: peerIdOf(options.name) },
        seal: sealing.kind === "manual" ? seal : undefined,
      },
      METHODS,
      SUBSCRIPTIONS,
      metrics.onCall,
    );
    const health = () => ({ status: "ok", best: application.best.number, finalised: application.finalised.number });
    const { rpcPort: port, rpcExternal: external, rpcCors: cors = [] } = options;
    const rpc = await startRpcServer({ dispatcher, port, external, cors, health });
    closers.push(() => rpc.close());
    connections = rpc.connections;
    const metricsServer =
      options.prometheusPort === null
        ? undefined
        : await serveMetrics(metrics.registry, options.prometheusPort, options.prometheusExternal ?? false);
    if (metricsServer) closers.push(() => metricsServer.close());

    engine.start();
    return { rpcPort: rpc.port, prometheusPort: metricsServer?.port, genesisHash, runtime, application, pool, store, events, seal, failure, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openStore({ basePath, archive, failpoint }: NodeOptions): Store {
  return new Store({
    directory: basePath ?? undefined,
    keepBlocks: archive ? "all" : LEAST_KEPT_BLOCKS,
    failpoint: parseFailpoint(failpoint),
  });
}
