// The program `plexus node`: chooses chain and data directory, starts the node, waits, stops (issue §4).

import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { CometHealth } from "@plexus/chain/comet";
import type { Logger, Sealing } from "@plexus/chain/engine";
import { BadChainSpec, createNode, type Node } from "@plexus/chain/node";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { ChainSpec } from "@plexus/core/runtime";
import { cometOptions } from "./cometOptions.js";
import { nodeLogger } from "./nodeLogger.js";
import { askedSpec, storedSpec, storeSpec } from "./openSpec.js";
import type { RunNodeOptions } from "./options.js";
import { withSyncBar } from "./syncBar.js";

/** Runs until the signal. Throws what createNode throws, BadChainSpec, or why the engine could not go on. */
export async function runNode(options: RunNodeOptions, signal: AbortSignal): Promise<void> {
  const isTerminal = process.stdout.isTTY === true;
  let health: () => CometHealth | undefined = () => undefined;
  const syncState = () => {
    const now = health();
    return { target: now?.status === "syncing" ? now.peersBest : undefined };
  };
  const lines = nodeLogger(isTerminal);
  const logger = isTerminal ? withSyncBar(lines, syncState, process.stdout) : lines;
  for (const flag of options.ignored ?? [])
    logger.info({ flag }, `${flag} has no meaning for this node and is ignored`);
  const { spec, directory } = openChain(options, logger);
  const comet = await cometOptions(options.comet, spec, directory, logger, signal);
  const node = await createNode({
    spec,
    comet,
    crypto: await nativeCrypto(),
    basePath: directory,
    rpcPort: options.rpcPort,
    rpcExternal: options.rpcExternal,
    rpcCors: options.rpcCors === "all" ? "all" : (options.rpcCors?.split(",") ?? []),
    prometheusPort: options.prometheusPort,
    prometheusExternal: options.prometheusExternal ?? false,
    sealing: sealingOf(options.sealing, spec),
    index: options.index,
    archive: options.archive || spec.chainType === "Development",
    keepBlocks: options.keepBlocks,
    name: options.name,
    logger,
    newestSpecVersion: options.newestSpecVersion,
    failpoint: options.failpoint,
  });
  health = () => node.engine.health();
  try {
    if (directory !== null) storeSpec(directory, spec);
    announce(node, spec, logger);
    await untilStopped(node, signal);
  } finally {
    const { best } = node.application;
    await node.close();
    logger.info({ block: best.number, hash: best.hash }, "stopped");
  }
}

/** A chain that exists is opened with the spec that it was made with. */
function openChain(options: RunNodeOptions, logger: Logger): { spec: ChainSpec; directory: string | null } {
  const { chain, tempo, sealing } = options;
  const blockTimeMs = sealing?.kind === "interval" ? sealing.ms : undefined;
  const asked = askedSpec({ chain, tempo, blockTimeMs });
  if (options.isTemporary) return { spec: asked, directory: null };
  const directory = resolve(options.basePath ?? join(homedir(), ".plexus", asked.id));
  const stored = storedSpec(directory);
  if (!stored) return { spec: asked, directory };
  if (stored.id !== asked.id) {
    throw new BadChainSpec(`${directory} holds the chain ${stored.id}, not ${asked.id}: give another --base-path`);
  }
  if (JSON.stringify(stored) !== JSON.stringify(asked)) {
    logger.warn(
      { directory },
      "this chain goes on with the spec that it was made with; flags and files for a new one do not change it",
    );
  }
  return { spec: stored, directory };
}

/** The interval is the chain's block time: blocks that come faster would run ahead of the clock, slower ones miss slots. */
function sealingOf(sealing: Sealing | undefined, spec: ChainSpec): Sealing {
  if (sealing?.kind === "interval" && sealing.ms !== spec.blockTimeMs) {
    throw new BadChainSpec(
      `this chain's block time is ${spec.blockTimeMs} ms: --sealing can be ${spec.blockTimeMs}, instant or manual, not ${sealing.ms}`,
    );
  }
  return sealing ?? { kind: "interval", ms: spec.blockTimeMs };
}

function announce(node: Node, spec: ChainSpec, logger: Logger): void {
  const { number, hash } = node.application.best;
  logger.info(
    { chain: spec.id, genesis: node.genesisHash, best: number, hash, data: node.store.directory },
    `${spec.name} is open`,
  );
  logger.info(
    { rpc: `ws://127.0.0.1:${node.rpcPort}`, metrics: node.prometheusPort },
    "answering on HTTP and WebSocket",
  );
}

async function untilStopped(node: Node, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const failure = await Promise.race([stopped, node.failure]);
  if (failure !== undefined) throw failure;
}
