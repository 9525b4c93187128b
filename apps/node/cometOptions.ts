// What a node among many producers needs beside its chain: CometBFT, peers, and how to begin.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { carriesPool, ensureCometBinary, parseSickness, type Sickness, type StateSync } from "@plexus/chain/comet";
import type { Logger } from "@plexus/chain/engine";
import { BadChainSpec, type CometOptions } from "@plexus/chain/node";
import type { ChainSpec } from "@plexus/core/runtime";
import { findPeers, type Peers } from "./cometPeers.js";
import type { CometNodeOptions } from "./options.js";

/** CometBFT's light client believes headers signed by producers of at most so long ago; bonds are held longer. */
const TRUST_PERIOD_HOURS = 24;

/** A newcomer replays at most so many blocks after its snapshot. */
const SNAPSHOT_INTERVAL_BLOCKS = 500;

/** undefined: this node makes its blocks alone. Throws BadChainSpec, CometUnavailable. */
export async function cometOptions(
  options: CometNodeOptions | undefined,
  spec: ChainSpec,
  directory: string | null,
  logger: Logger,
  signal: AbortSignal,
): Promise<CometOptions | undefined> {
  const engine = options?.engine ?? spec.engine ?? "solo";
  if (engine === "solo" || options === undefined) {
    if (directory !== null && existsSync(join(directory, "comet/data/blockstore.db")))
      throw new BadChainSpec(
        `${directory} belongs to a network of producers: blocks made here alone would be worth nothing there. Leave out ` +
          "--engine solo, or copy the directory without `comet`",
      );
    return undefined;
  }
  if (spec.engine !== "comet")
    throw new BadChainSpec(
      `the chain ${spec.id} is made by one node alone: --engine comet needs a spec with "engine": "comet"`,
    );
  const note = (text: string) => logger.info({}, text);
  const [binary, peers] = await Promise.all([
    ensureCometBinary({ path: options.binary, note, signal }),
    findPeers(options.peers, directory === null ? undefined : join(directory, "comet/peers.json")),
  ]);
  const isCarried = await carriesPool(binary);
  if (!isCarried)
    logger.warn(
      { binary },
      "this CometBFT cannot carry the pool: an extrinsic waits until the node it was handed to proposes",
    );
  return {
    binary,
    carriesPool: isCarried,
    p2pHost: options.p2pExternal || spec.chainType === "Live" ? "0.0.0.0" : "127.0.0.1",
    p2pPort: options.p2pPort,
    peers: peers.addresses,
    stateSync: stateSync(options, peers),
    isObserver: options.isObserver,
    signedBefore: options.signedBefore,
    snapshotIntervalBlocks: options.snapshotInterval ?? SNAPSHOT_INTERVAL_BLOCKS,
    sickness: sickness(options.sick),
  };
}

function sickness(text: string | undefined): Sickness | undefined {
  if (text === undefined) return undefined;
  if (process.env.PLEXUS_TEST_BUILD !== "1")
    throw new BadChainSpec("--sick is for tests: it needs PLEXUS_TEST_BUILD=1");
  return parseSickness(text);
}

function stateSync({ sync, trust }: CometNodeOptions, { rpcServers }: Peers): StateSync | undefined {
  if (sync === "blocks") return undefined;
  const [, height = "", hash = ""] = /^(\d{1,10}):(?:0x)?([0-9a-fA-F]{64})$/.exec(trust ?? "") ?? [];
  if (hash === "")
    throw new BadChainSpec(
      "--sync state needs --trust HEIGHT:HASH, a block that somebody you trust tells you (GET /commit on their node: " +
        "height and commit.block_id.hash)",
    );
  const first = rpcServers[0];
  if (first === undefined)
    throw new BadChainSpec("--sync state needs --peers with the RPC URLs of nodes, better two than one");
  return {
    rpcServers: rpcServers.length > 1 ? rpcServers : [first, first],
    trustHeight: Number(height),
    trustHash: hash.toUpperCase(),
    trustPeriodHours: TRUST_PERIOD_HOURS,
  };
}
