// What every scenario of the cluster has: a cluster, a tally, an end that leaves nothing behind, and its time.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Tally } from "../localnet/tally.js";
import { Cluster, type ClusterOptions } from "./cluster.js";

export interface Scenario {
  readonly tally: Tally;
  readonly cluster: Cluster;
}

/** Runs `story` on a cluster of its own and prints the closing line; the logs' ends where a check has failed. */
export async function runScenario(
  name: string,
  options: ClusterOptions,
  story: (scenario: Scenario) => Promise<void>,
): Promise<void> {
  const tally = new Tally();
  const begunMs = performance.now();
  let cluster: Cluster | undefined;
  try {
    cluster = await Cluster.start(options);
    await story({ tally, cluster });
  } catch (error) {
    tally.check(`${name} ran to its end: ${error instanceof Error ? (error.stack ?? error.message) : error}`, false);
  }
  if (tally.failures > 0 && cluster) console.log(cluster.logTails());
  await cluster?.close();
  console.log(`${name}: ${((performance.now() - begunMs) / 1_000).toFixed(0)} s`);
  tally.close();
  process.exit();
}

/** True where the file is the program, not a part of another. */
export function isMain(url: string): boolean {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(url);
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** The value below which `share` of the sorted values lie; 0 where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
