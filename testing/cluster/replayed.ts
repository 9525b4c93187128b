// The chain of one node, executed again by `plexus node replay` outside CometBFT, and compared with what the node itself holds.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Hex } from "@plexus/core/scale";
import type { Cluster } from "./cluster.js";

const run = promisify(execFile);

export interface Replay {
  readonly isEqual: boolean;
  readonly text: string;
}

/** Stops the node, replays its directory, starts it again. */
export async function replayedRoot(cluster: Cluster, index: number): Promise<Replay> {
  const node = cluster.node(index);
  await node.stop();
  try {
    const { basePath } = node.place;
    const { stdout } = await run(
      process.execPath,
      [cluster.program, "node", "replay", "--base-path", basePath, "--json"],
      {
        timeout: 240_000,
        maxBuffer: 1 << 26,
      },
    );
    const line = stdout.trim().split("\n").at(-1) ?? "";
    const replayed = JSON.parse(line) as { blocks: number; hash: Hex; stateRoot: Hex };
    const other = cluster.nodes.find((each) => each !== node && each.isRunning);
    const [known] = other ? await other.hashes(replayed.blocks, replayed.blocks) : [replayed.hash];
    return { isEqual: known === replayed.hash, text: `${replayed.blocks} blocks, ${replayed.hash}` };
  } catch (error) {
    return { isEqual: false, text: error instanceof Error ? error.message.slice(0, 800) : String(error) };
  } finally {
    cluster.startNode(index);
  }
}
