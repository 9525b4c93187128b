// What the node tells Prometheus (surfaces, "Logs and metrics"): plexus_node_*, and the few substrate_* names that
// orchestration tools wait for.

import { createServer } from "node:http";
import type { Application, ChainEvents } from "@plexus/chain/engine";
import type { Pool } from "@plexus/chain/pool";
import { PortTaken } from "@plexus/chain/rpc";
import type { SignatureWorkers } from "@plexus/chain/signatures";
import type { Store } from "@plexus/chain/store";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Engine } from "./makeEngine.js";
import type { UpgradeStatus } from "./upgradeStatus.js";

export interface MetricsSources {
  chain: string;
  store: Store;
  pool: Pool;
  events: ChainEvents;
  application: Application;
  engine: Engine;
  /** Where signatures are checked on threads of their own. */
  signatures?: SignatureWorkers | undefined;
  connections(): number;
  upgrade(): UpgradeStatus;
}

export interface Metrics {
  readonly registry: Registry;
  onCall(method: string, seconds: number, failed: boolean): void;
}

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "plexus_node_" });
  addHeights(registry, sources);
  addGauges(registry, sources);
  addSignatures(registry, sources);
  addEngine(registry, sources);
  const blocks = new Counter({
    name: "plexus_node_extrinsics_total",
    help: "Extrinsics in blocks, inherents included",
    registers: [registry],
  });
  sources.events.listen({ best: (block) => blocks.inc(block.extrinsics.length) });
  const seconds = new Histogram({
    name: "plexus_node_rpc_call_seconds",
    help: "Time to answer an RPC call",
    labelNames: ["method"],
    buckets: [0.0005, 0.002, 0.01, 0.05, 0.25, 1],
    registers: [registry],
  });
  const failures = new Counter({
    name: "plexus_node_rpc_refusals_total",
    help: "RPC calls answered with an error",
    labelNames: ["method"],
    registers: [registry],
  });
  return {
    registry,
    onCall(method, took, failed) {
      seconds.observe({ method }, took);
      if (failed) failures.inc({ method });
    },
  };
}

function addHeights(registry: Registry, { chain, application }: MetricsSources): void {
  const collect = (gauge: Gauge<"status" | "chain">) => {
    gauge.set({ status: "best", chain }, application.best.number);
    gauge.set({ status: "finalized", chain }, application.finalised.number);
  };
  for (const name of ["substrate_block_height", "plexus_node_height_blocks"]) {
    new Gauge({
      name,
      help: "Height of the best and of the finalised block",
      labelNames: ["status", "chain"],
      registers: [registry],
      collect() {
        collect(this);
      },
    });
  }
  const started = new Gauge({
    name: "substrate_process_start_time_seconds",
    help: "When this process began, seconds since 1970",
    labelNames: ["chain"],
    registers: [registry],
  });
  started.set({ chain }, Math.floor(Date.now() / 1000 - process.uptime()));
}

/** Only where there are other producers. */
function addEngine(registry: Registry, { engine }: MetricsSources): void {
  if (engine.kind === "solo") return;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("plexus_node_peers_count", "Nodes connected", () => engine.health()?.peers ?? 0);
  gauge(
    "plexus_node_comet_restarts_count",
    "Times that CometBFT was started again",
    () => engine.health()?.restarts ?? 0,
  );
  gauge("plexus_node_sick", "1 while the node says that it is sick", () =>
    engine.health()?.status === "sick" ? 1 : 0,
  );
  const seconds = new Histogram({
    name: "plexus_node_abci_call_seconds",
    help: "Time to answer a call of CometBFT; prepareProposal includes the wait until the block is due",
    labelNames: ["call"],
    buckets: [0.0005, 0.002, 0.01, 0.05, 0.25, 1, 5],
    registers: [registry],
  });
  engine.observe((call, took) => seconds.observe({ call }, took));
}

function addGauges(registry: Registry, { pool, store, connections, upgrade }: MetricsSources): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("plexus_node_pool_ready_count", "Extrinsics ready for a block", () => pool.counts().ready);
  gauge("plexus_node_pool_future_count", "Extrinsics waiting for a predecessor", () => pool.counts().future);
  gauge("plexus_node_pool_size_bytes", "Bytes waiting in the pool", () => pool.counts().bytes);
  gauge("plexus_node_tree_nodes_count", "Nodes of the state commitment in memory", () => store.treeNodes);
  gauge("plexus_node_rpc_connections_count", "Open RPC sockets", connections);
  gauge("plexus_node_spec_version", "Rules that made the best block", () => upgrade().specVersion);
  gauge(
    "plexus_node_upgrade_block",
    "First block of scheduled rules; 0: none",
    () => upgrade().scheduled?.atBlock ?? 0,
  );
  gauge("plexus_node_upgrade_lacking", "1: rules are scheduled that this program lacks, it will stop", () =>
    upgrade().scheduled?.known === false ? 1 : 0,
  );
}

function addSignatures(registry: Registry, { signatures }: MetricsSources): void {
  if (!signatures) return;
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter(
    "plexus_node_signature_cpu_seconds_total",
    "CPU time of the threads that check signatures",
    () => signatures.cpuSeconds,
  );
  counter("plexus_node_signatures_total", "Signatures checked", () => signatures.checked);
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** GET /metrics on the own machine, or on all addresses. */
export function serveMetrics(registry: Registry, port: number, external: boolean): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end("GET /metrics\n");
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTaken(port, "--prometheus-port") : error);
    });
    server.listen({ port, host: external ? "0.0.0.0" : "127.0.0.1" }, () => {
      const bound = (server.address() as { port: number }).port;
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ port: bound, close });
    });
  });
}
