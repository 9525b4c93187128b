// What the node opens to the world: RPC with the indexer's pages on one port, metrics on another.

import { CometRoutes } from "@plexus/chain/comet";
import type { Logger } from "@plexus/chain/engine";
import { type ApiAnswer, answerApi, type Indexer } from "@plexus/chain/indexer";
import { Dispatcher, METHODS, type NetworkStatus, SUBSCRIPTIONS, startRpcServer } from "@plexus/chain/rpc";
import type { NodeOptions, NodeParts } from "./createNode.js";
import type { Engine } from "./makeEngine.js";
import { createMetrics, serveMetrics } from "./metrics.js";
import { peerIdOf } from "./peerId.js";
import { upgradeStatus } from "./upgradeStatus.js";
import { NODE_VERSION } from "./version.js";

function networkStatus(engine: Engine, best: number): NetworkStatus {
  const health = engine.health();
  return {
    engine: engine.kind,
    peers: health?.peers ?? 0,
    isSyncing: health?.status === "syncing",
    shouldHavePeers: engine.kind === "comet",
    isProducer: health?.isProducer ?? true,
    highestBlock: Math.max(best, health?.peersBest ?? 0),
  };
}

export interface Served {
  readonly ports: { readonly rpcPort: number; readonly prometheusPort: number | undefined };
  close(): Promise<void>;
}

/** Throws PortTaken; then nothing is left open. */
export async function serve(options: NodeOptions, parts: NodeParts): Promise<Served> {
  const { spec, crypto, logger, sealing, prometheusPort } = options;
  const { store, runtimes, pool, events, application, genesisHash, indexer, engine, signatures } = parts;
  const upgrade = () => upgradeStatus(runtimes, store.current(), application.best);
  let connections = () => 0;
  const metrics =
    prometheusPort === null
      ? undefined
      : createMetrics({
          chain: spec.id,
          store,
          pool,
          events,
          application,
          upgrade,
          engine,
          signatures,
          connections: () => connections(),
        });
  const dispatcher = new Dispatcher(
    {
      store,
      runtimes,
      hashing: crypto,
      pool,
      events,
      application,
      logger,
      chain: { name: spec.name, type: spec.chainType, properties: spec.properties, genesisHash },
      node: { name: options.name, version: NODE_VERSION, peerId: peerIdOf(options.name) },
      upgrade,
      network: () => networkStatus(engine, application.best.number),
      seal: sealing.kind === "manual" ? parts.seal : undefined,
    },
    METHODS,
    SUBSCRIPTIONS,
    metrics?.onCall,
  );
  const rpc = await startRpcServer({
    dispatcher,
    port: options.rpcPort,
    external: options.rpcExternal,
    cors: options.rpcCors ?? [],
    health: () => ({
      status: engine.health()?.status ?? "ok",
      ...(engine.health() && { detail: engine.health()?.detail, consensus: engine.health() }),
      best: application.best.number,
      finalised: application.finalised.number,
      rules: upgrade(),
    }),
    api: options.index === false ? undefined : (url) => answered(indexer, url, logger),
    passedOn: engine.cometSocket === undefined ? undefined : new CometRoutes(engine.cometSocket),
  });
  connections = rpc.connections;
  if (!metrics || prometheusPort === null)
    return { ports: { rpcPort: rpc.port, prometheusPort: undefined }, close: rpc.close };
  try {
    const server = await serveMetrics(metrics.registry, prometheusPort, options.prometheusExternal ?? false);
    const close = async () => void (await Promise.all([rpc.close(), server.close()]));
    return { ports: { rpcPort: rpc.port, prometheusPort: server.port }, close };
  } catch (error) {
    await rpc.close();
    throw error;
  }
}

/** A fault in the tables is told in the log, and to the client that it was one; the node goes on. */
function answered(indexer: Indexer, url: URL, logger: Logger): ApiAnswer | undefined {
  try {
    return answerApi(indexer, url);
  } catch (error) {
    logger.error({ err: error, path: url.pathname }, "the tables could not be read");
    return { status: 500, body: { error: "the tables could not be read: see the node's log" } };
  }
}
