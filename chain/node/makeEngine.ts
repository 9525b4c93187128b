// Which engine decides on blocks: this process alone, or CometBFT beside it, among many producers (architecture §3.5).

import { type CallObserver, CometEngine, type CometHealth, type Sickness, type StateSync } from "@plexus/chain/comet";
import { type Block, type ChainApplication, type ChainEvents, SoloEngine } from "@plexus/chain/engine";
import type { Pool } from "@plexus/chain/pool";
import type { Store } from "@plexus/chain/store";
import { type ChainSpec, EvidenceAge, genesisProducers, PRODUCER_PARAMETERS } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import { beaconShare } from "./beaconShare.js";
import type { NodeOptions } from "./createNode.js";
import { openSnapshots } from "./openSnapshots.js";

export interface CometOptions {
  /** Path of CometBFT. */
  readonly binary: string;
  readonly p2pHost: string;
  readonly p2pPort: number;
  /** `nodeid@host:port` each. */
  readonly peers: readonly string[];
  /** False for a CometBFT that cannot carry the pool. Default true. */
  readonly carriesPool?: boolean | undefined;
  readonly stateSync?: StateSync | undefined;
  readonly isObserver: boolean;
  readonly signedBefore?: number | undefined;
  /** Blocks between the snapshots that this node keeps for newcomers; 0: none. */
  readonly snapshotIntervalBlocks: number;
  readonly sickness?: Sickness | undefined;
}

export interface Engine {
  readonly kind: "solo" | "comet";
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Makes blocks now; throws under CometBFT. */
  seal(count?: number): Block[];
  /** undefined: this process makes the blocks. */
  health(): CometHealth | undefined;
  /** Tells of every call between the engine and its other half, for metrics. */
  observe(observer: CallObserver): void;
  /** CometBFT's own RPC. */
  readonly cometSocket: string | undefined;
}

export interface EngineParts {
  readonly application: ChainApplication;
  readonly pool: Pool;
  readonly store: Store;
  readonly events: ChainEvents;
  readonly genesisHash: Hex;
  readonly minimumMs: number;
  onFailure(error: unknown): void;
}

export function makeEngine(options: NodeOptions, parts: EngineParts): Engine {
  return options.comet ? cometEngine(options, options.comet, parts) : soloEngine(options, parts);
}

function soloEngine({ spec, sealing, logger }: NodeOptions, parts: EngineParts): Engine {
  const { application, pool, minimumMs, onFailure } = parts;
  const consensus = { absent: [], evidence: [] };
  const engine = new SoloEngine({
    application,
    sealing,
    logger,
    minimumMs,
    factsAt: (timestampMs) => (spec.engine === "comet" ? { timestampMs, consensus } : { timestampMs }),
    onReady: (listener) => pool.onReady(listener),
    hasReady: () => pool.counts().ready > 0,
    onFailure,
  });
  return {
    kind: "solo",
    start: async () => engine.start(),
    stop: async () => engine.stop(),
    seal: (count = 1) => Array.from({ length: count }, () => engine.seal()),
    health: () => undefined,
    observe() {},
    cometSocket: undefined,
  };
}

function cometEngine(options: NodeOptions, comet: CometOptions, parts: EngineParts): Engine {
  const { spec, basePath, crypto, logger, name } = options;
  const { application, pool, store, genesisHash, onFailure } = parts;
  if (spec.engine !== "comet")
    throw new Error(`the chain ${spec.id} is made by one node: its spec does not say "engine": "comet"`);
  if (basePath === null) throw new Error("a node among others needs a data directory of its own");
  const evidenceAgeKey = toHex(EvidenceAge.key(crypto));
  const snapshots = openSnapshots({ basePath, comet, crypto, parts, logger });
  const engine = new CometEngine({
    ...comet,
    snapshots: snapshots.source,
    restore: snapshots.target,
    onRestored: snapshots.onRestored,
    beacon: (key) => beaconShare(key, options, parts),
    timeInherent: (timestampMs) => application.rules.timestampInherent(timestampMs),
    basePath,
    application,
    pool,
    logger,
    name,
    genesisHash,
    specId: spec.id,
    genesisTimeMs: spec.genesisTimeMs ?? 0,
    blockTimeMs: spec.blockTimeMs,
    producers: genesisProducers(spec),
    evidenceAgeBlocks: evidenceAgeBlocks(spec),
    evidenceAgeAfter({ changes }) {
      const written = changes.get(evidenceAgeKey);
      return written === undefined ? undefined : EvidenceAge.decodeValue(written ?? undefined);
    },
    isLocal: spec.chainType !== "Live",
    retainHeight: () => store.retainHeight,
    onFailure,
  });
  return {
    kind: "comet",
    start: () => engine.start(),
    async stop() {
      await engine.stop();
      await snapshots.close();
    },
    seal() {
      throw new Error("blocks of this chain are made by its producers together");
    },
    health: () => engine.health(),
    observe: (observer) => engine.observe(observer),
    cometSocket: engine.rpcSocket,
  };
}

/** As the chain began: the same on every node, whenever it joins. */
function evidenceAgeBlocks(spec: ChainSpec): number {
  const row = PRODUCER_PARAMETERS.find(({ name }) => name === "EvidenceAge");
  const given = spec.genesis.producerParameters?.EvidenceAge;
  const standard = spec.chainType === "Development" ? row?.development : undefined;
  return Number(given ?? standard ?? row?.entry.decodeValue(undefined));
}
