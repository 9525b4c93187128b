// Remembers what any node has ever called final, so that nothing of it can be lost or changed unseen.
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "@plexus/core/scale";
import type { ClusterNode } from "./clusterNode.js";

export class FinalRecord {
  readonly hashes = new Map<number, Hex>();
  readonly conflicts: string[] = [];
  readonly #nodes: readonly ClusterNode[];
  readonly #running: Promise<void>[];
  #isStopped = false;

  constructor(nodes: readonly ClusterNode[], everyMs = 150) {
    this.#nodes = nodes;
    this.#running = nodes.map((node) => this.#follow(node, everyMs));
  }

  get height(): number {
    return Math.max(0, ...this.hashes.keys());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#running);
  }

  /** What a node has now that differs from what was final; undefined where all is kept. */
  async lost(): Promise<string | undefined> {
    for (const node of this.#nodes) {
      const held = await node.hashes(0, this.height);
      for (const [height, hash] of this.hashes)
        if (held[height] !== hash) return `${node.name} has ${held[height]} at ${height}, final was ${hash}`;
    }
    return undefined;
  }

  async #follow(node: ClusterNode, everyMs: number): Promise<void> {
    while (!this.#isStopped) {
      try {
        const hash = await node.rpc<Hex>("chain_getFinalizedHead", [], 2_000);
        const { number } = await node.rpc("chain_getHeader", [hash], 2_000);
        const height = Number(number);
        const before = this.hashes.get(height);
        if (before !== undefined && before !== hash)
          this.conflicts.push(`${node.name} calls ${hash} final at ${height}, before it was ${before}`);
        this.hashes.set(height, hash);
      } catch {
        // Down; it will be asked again.
      }
      await sleep(everyMs);
    }
  }
}
