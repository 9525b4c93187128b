// Every invariant of the law, asked of one block's whole state over the wire: no rao made or lost, bonds as counted, and the rest.
import type { ReadContext, StateReader } from "@plexus/core/frame";
import { createRuntimes } from "@plexus/core/runtime";
import { compareBytes, fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { Cluster } from "./cluster.js";
import type { ClusterNode } from "./clusterNode.js";

async function wholeState(node: ClusterNode, hash: Hex): Promise<StateReader> {
  const pairs = await node.rpc<[Hex, Hex][]>("state_getPairs", ["0x", hash], 60_000);
  const values = new Map(pairs.map(([key, value]) => [key, fromHex(value)] as const));
  const sorted = pairs
    .map(([key]) => [fromHex(key), values.get(key) as Uint8Array] as const)
    .sort(([a], [b]) => compareBytes(a, b));
  return {
    get: (key) => values.get(toHex(key)),
    *iterate(prefix, startAfter) {
      const wanted = toHex(prefix);
      for (const [key, value] of sorted) {
        if (!toHex(key).startsWith(wanted)) continue;
        if (startAfter === undefined || compareBytes(key, startAfter) > 0) yield [key, value] as const;
      }
    },
  };
}

/** What does not hold at a height of a node; empty where all does. */
export async function brokenInvariants(cluster: Cluster, node: ClusterNode, height: number): Promise<string[]> {
  const [hash] = await node.hashes(height, height);
  if (!hash) throw new Error(`${node.name} has no block ${height}`);
  const state = await wholeState(node, hash);
  const { specVersion } = await node.rpc("state_getRuntimeVersion", [hash]);
  const runtime = createRuntimes(cluster.crypto, cluster.spec).get(specVersion);
  if (!runtime) throw new Error(`version ${specVersion} is unknown here`);
  const { crypto, chain, assembly } = runtime.law;
  const ctx: ReadContext = { crypto, chain, state, block: { number: height + 1, parentHash: hash } };
  return assembly.pallets
    .flatMap(({ name, invariants }) => invariants.map((invariant) => ({ name, problem: invariant(ctx) })))
    .filter(({ problem }) => problem !== undefined)
    .map(({ name, problem }) => `${name}: ${problem}`);
}
