// A network of producers as real processes on this machine, each with its own directory, keys and ports (issue 4, "Done when").
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureCometBinary } from "@plexus/chain/comet";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { ChainSpec } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import {
  createProducersNetwork,
  type ProducersNetworkOptions,
} from "../../apps/localnet/producers/createProducersNetwork.js";
import type { ProducerNode } from "../../apps/localnet/producers/producerNode.js";
import { ClusterNode, type NodePlace, type StartOptions } from "./clusterNode.js";
import { type Mesh, startMesh } from "./mesh.js";
import { programPath } from "./program.js";

export interface ClusterOptions extends Partial<Omit<ProducersNetworkOptions, "crypto" | "portOffset">> {
  /** First port of the cluster less the usual 9944; default from this process's number. */
  readonly portOffset?: number;
  /** Peers reach each other through proxies that can cut, stall and delay. */
  readonly hasMesh?: boolean;
  readonly startOptions?: (index: number) => StartOptions;
}

/** RPC ports from 27,000 on, a hundred numbers for each suite that runs at the same time. */
const ownOffset = 17_100 + (process.pid % 40) * 100;

export class Cluster {
  readonly folder: string;
  readonly crypto: CryptoProvider;
  readonly spec: ChainSpec;
  readonly producers: readonly ProducerNode[];
  readonly nodes: readonly ClusterNode[];
  readonly mesh: Mesh | undefined;
  readonly program: string;
  readonly portOffset: number;
  readonly #startOptions: (index: number) => StartOptions;
  readonly #others = new Set<ClusterNode>();
  readonly #onSignal = () => {
    this.#killAll();
    rmSync(this.folder, { recursive: true, force: true });
    process.exit(143);
  };

  private constructor(parts: {
    folder: string;
    crypto: CryptoProvider;
    spec: ChainSpec;
    producers: readonly ProducerNode[];
    program: string;
    mesh: Mesh | undefined;
    portOffset: number;
    startOptions: (index: number) => StartOptions;
  }) {
    this.folder = parts.folder;
    this.crypto = parts.crypto;
    this.spec = parts.spec;
    this.producers = parts.producers;
    this.program = parts.program;
    this.mesh = parts.mesh;
    this.portOffset = parts.portOffset;
    this.#startOptions = parts.startOptions;
    this.nodes = parts.producers.map((place) => new ClusterNode(place, parts.program));
    process.once("SIGTERM", this.#onSignal);
    process.once("SIGINT", this.#onSignal);
  }

  /** Writes the directories; starts nothing. */
  static async create(options: ClusterOptions = {}): Promise<Cluster> {
    const { portOffset = ownOffset, hasMesh = false, startOptions = () => ({}), ...network } = options;
    const folder = mkdtempSync(join(tmpdir(), "plexus-cluster-"));
    const crypto = await nativeCrypto();
    const made = createProducersNetwork(folder, {
      producers: 4,
      blockTimeMs: 250,
      ...network,
      crypto,
      portOffset,
    });
    const mesh = hasMesh ? await startMesh(made.nodes.map(({ p2pPort }) => p2pPort)) : undefined;
    const producers = mesh ? throughMesh(made.nodes, mesh) : made.nodes;
    const program = await programPath();
    // Once, and not by every node for itself.
    await ensureCometBinary({ note: (text: string) => console.log(`       ${text}`) });
    return new Cluster({ folder, crypto, spec: made.spec, producers, program, mesh, portOffset, startOptions });
  }

  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = await Cluster.create(options);
    try {
      for (const [index] of cluster.nodes.entries()) cluster.startNode(index);
      if (!(await cluster.allReach(2, 60_000))) throw new Error(`no blocks within 60 s\n${cluster.logTails()}`);
    } catch (error) {
      await cluster.close();
      throw error;
    }
    return cluster;
  }

  node(index: number): ClusterNode {
    return this.nodes[index] as ClusterNode;
  }
  startNode(index: number): void {
    this.node(index).start(this.#startOptions(index));
  }
  /** A node that is not a producer of genesis, on ports of its own behind those of the producers. */
  addNode(place: NodePlace): ClusterNode {
    const node = new ClusterNode(place, this.program);
    this.#others.add(node);
    return node;
  }

  heights(): Promise<number[]> {
    return Promise.all(this.nodes.map((node) => node.height()));
  }
  async allReach(height: number, patienceMs: number, nodes = this.nodes): Promise<boolean> {
    return (await Promise.all(nodes.map((node) => node.reaches(height, patienceMs)))).every(Boolean);
  }
  /** True if within `patienceMs` every node is `blocks` higher than the highest is now. */
  async goesOn(blocks: number, patienceMs: number, nodes = this.nodes): Promise<boolean> {
    const now = Math.max(...(await Promise.all(nodes.map((node) => node.height()))));
    return this.allReach(now + blocks, patienceMs, nodes);
  }
  /** True if no node makes a block for so long. */
  async standsStill(forMs: number, nodes = this.nodes): Promise<boolean> {
    const before = await Promise.all(nodes.map((node) => node.height()));
    await sleep(forMs);
    const after = await Promise.all(nodes.map((node) => node.height()));
    return before.every((height, index) => height >= 0 && height === after[index]);
  }
  /** The first height at which two nodes differ, or one lacks its block; undefined where all agree up to `to`. */
  async disagreement(to: number, nodes = this.nodes): Promise<string | undefined> {
    const all = await Promise.all(nodes.map((node) => node.hashes(0, to)));
    for (let height = 0; height <= to; height++) {
      const here = new Set<Hex | null | undefined>(all.map((hashes) => hashes[height]));
      if (here.size > 1 || here.has(null) || here.has(undefined)) return `block ${height}: ${[...here].join(", ")}`;
    }
    return undefined;
  }

  logTails(lines = 15): string {
    return [...this.nodes, ...this.#others]
      .map((node) => {
        try {
          // Every block has a line; what went wrong has fewer.
          const told = node.log.split("\n").filter((line) => line !== "" && !line.includes("Imported #"));
          return `--- ${node.name}\n${told.slice(-lines).join("\n")}`;
        } catch {
          return `--- ${node.name}: no log`;
        }
      })
      .join("\n");
  }

  /** Stops every process that this cluster has started and removes its folder. PLEXUS_KEEP=1 keeps the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.nodes, ...this.#others].map((node) => node.stop(5_000)));
    this.#killAll();
    await this.mesh?.close();
    process.off("SIGTERM", this.#onSignal);
    process.off("SIGINT", this.#onSignal);
    if (process.env.PLEXUS_KEEP === undefined) rmSync(this.folder, { recursive: true, force: true });
    else console.log(`kept: ${this.folder}`);
  }

  #killAll(): void {
    for (const node of [...this.nodes, ...this.#others]) node.killBoth();
  }
}

/** Only i dials j where i < j, each pair through a proxy of its own. */
function throughMesh(nodes: readonly ProducerNode[], mesh: Mesh): ProducerNode[] {
  return nodes.map((node, from) => {
    const peers = nodes
      .map(({ nodeId }, to) => ({ to, nodeId }))
      .filter(({ to }) => to > from)
      .map(({ to, nodeId }) => `${nodeId}@127.0.0.1:${mesh.port(from, to)}`);
    const words = node.arguments.filter((word, at) => word !== "--peers" && node.arguments[at - 1] !== "--peers");
    return { ...node, peers, arguments: [...words, ...(peers.length === 0 ? [] : ["--peers", peers.join(",")])] };
  });
}
