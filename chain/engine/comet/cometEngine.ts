// Many producers: CometBFT runs beside the node and decides on blocks, this engine makes and executes them. The story of a
// block and the rules of crashes are in README.md.

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Pool } from "@plexus/chain/pool";
import {
  type BlockFacts,
  type Head,
  InvalidBlock,
  type ProducerUpdate,
  UnknownSpecVersion,
} from "@plexus/core/runtime";
import { compareBytes, type Hex, toHex } from "@plexus/core/scale";
import type { Application, Block } from "../application.js";
import type { Logger } from "../logger.js";
import type { AbciHandlers, CallObserver } from "./abci/handlers.js";
import { AbciServer } from "./abci/server.js";
import { type BlockHandlerOptions, blockHandlers } from "./blockHandlers.js";
import { type CometHealth, HealthWatch } from "./health.js";
import { type CometPaths, cometPaths, createCometHome, createSigner } from "./home/cometHome.js";
import { configToml, type StateSync } from "./home/configFile.js";
import { cometChainId, genesisDocument } from "./home/genesisFile.js";
import { type CometKey, readKeyFile } from "./home/keys.js";
import { type Timing, timingFor } from "./home/timing.js";
import { Pacing } from "./pacing.js";
import { poolHandlers } from "./poolHandlers.js";
import type { LogLine } from "./process/logLines.js";
import { endOrphan } from "./process/orphan.js";
import { assertPortFree } from "./process/peerPort.js";
import { Supervisor } from "./process/supervisor.js";
import type { VoteInfo } from "./proto/abci.js";
import { BlockIDFlag } from "./proto/votingPower.js";
import { Relay } from "./relay.js";
import { restHandlers } from "./restHandlers.js";
import { CLOCK_ERROR_MS, type Sickness, withSickness } from "./sickness.js";
import { SignGuard, SigningRefused } from "./signGuard.js";
import { type SnapshotSource, type SnapshotTarget, snapshotHandlers } from "./snapshotHandlers.js";
import { openSocketFolder, type Sockets } from "./socketFolder.js";

export interface CometEngineOptions {
  readonly basePath: string;
  /** Path of the CometBFT program (ensureCometBinary). */
  readonly binary: string;
  readonly application: Application;
  readonly pool: Pool;
  readonly logger: Logger;
  readonly specId: string;
  readonly genesisHash: Hex;
  readonly genesisTimeMs: number;
  readonly blockTimeMs: number;
  /** Whom the spec elects first. */
  readonly producers: readonly ProducerUpdate[];
  readonly evidenceAgeBlocks: number;
  readonly evidenceAgeAfter: (block: Block) => number | undefined;
  readonly name: string;
  readonly p2pHost: string;
  readonly p2pPort: number;
  /** `nodeid@host:port` each. */
  readonly peers: readonly string[];
  /** Several nodes on one machine (home/configFile.ts). */
  readonly isLocal: boolean;
  /** False for v0.38 (home/configFile.ts). Default true. */
  readonly carriesPool?: boolean | undefined;
  readonly stateSync?: StateSync | undefined;
  /** Never votes, whatever its key: it runs with one that nobody elects. */
  readonly isObserver: boolean;
  /** The owner's word that the consensus key has signed nothing from that height on (signGuard.ts). */
  readonly signedBefore?: number | undefined;
  readonly snapshots?: SnapshotSource | undefined;
  readonly restore?: SnapshotTarget | undefined;
  /** The state was replaced by a snapshot's. */
  readonly onRestored: (head: Head) => void;
  /** This author's share in the randomness of the session, made from its key; undefined where none is due. */
  readonly beacon: (key: CometKey) => NonNullable<BlockFacts["consensus"]>["beacon"];
  readonly sickness?: Sickness | undefined;
  readonly timeInherent: (timestampMs: bigint) => Uint8Array;
  readonly retainHeight: () => number;
  /** The engine cannot go on, and the node with it. */
  readonly onFailure: (error: unknown) => void;
}

/** What CometBFT says where the network has decided on a block that does not follow from this node's state. */
const DIVERGED = /wrong Block\.Header|invalid block|does not match/i;

export class CometEngine {
  readonly #options: CometEngineOptions;
  readonly #paths: CometPaths;
  readonly #sockets: Sockets;
  readonly #timing: Timing;
  readonly #pacing: Pacing;
  readonly #relay: Relay;
  readonly #supervisor: Supervisor;
  readonly #chainId: string;
  readonly #guard: SignGuard;
  readonly #key: CometKey;
  readonly #observers: CallObserver[] = [];
  #server: AbciServer | undefined;
  #health: HealthWatch | undefined;
  #isProducer = false;
  #endHold: () => void = () => {};
  #stopped = false;

  /** Throws BadKeyFile, SigningRefused. */
  constructor(options: CometEngineOptions) {
    this.#options = options;
    createCometHome(options.basePath);
    this.#paths = cometPaths(options.basePath, options.isObserver);
    if (options.isObserver) createSigner(this.#paths);
    this.#guard = new SignGuard(this.#paths, options.signedBefore);
    this.#key = readKeyFile(this.#paths.consensusKey);
    this.#sockets = openSocketFolder(options.basePath);
    this.#timing = timingFor(options.blockTimeMs);
    this.#pacing = new Pacing(options.blockTimeMs, this.#timing.holdMs);
    this.#relay = new Relay(options.pool, { passOnMs: this.#timing.passOnMs });
    this.#chainId = cometChainId(options.specId, options.genesisHash);
    this.#supervisor = new Supervisor({
      binary: options.binary,
      paths: this.#paths,
      staleSocket: this.#sockets.rpc,
      logger: options.logger,
      onLine: (line) => this.#hear(line),
      onHopeless: (error) => options.onFailure(error),
    });
  }

  /** CometBFT's RPC, for what our own passes on. */
  get rpcSocket(): string {
    return this.#sockets.rpc;
  }

  /** Throws PeerPortTaken. */
  async start(): Promise<void> {
    const { logger, application, blockTimeMs, p2pHost, p2pPort } = this.#options;
    await endOrphan(this.#paths, logger);
    await assertPortFree(p2pHost, p2pPort);
    this.#writeHome();
    this.#server = await AbciServer.start({
      path: this.#sockets.app,
      handlers: this.#handlers(),
      logger,
      onCall: (call, seconds, failed) => {
        for (const observe of this.#observers) observe(call, seconds, failed);
      },
      onFault: (error, call) => this.#fault(error, call),
    });
    this.#health = new HealthWatch({
      rpcSocket: this.#sockets.rpc,
      blockTimeMs,
      height: () => application.best.number,
      now: () => this.#now(),
      waitingCall: () => this.#server?.longestCall(),
      restarts: () => this.#supervisor.restarts,
      isProducer: () => this.#isProducer,
      logger,
      onPeers: (joined) => this.#onPeers(joined),
    });
    this.#supervisor.start();
  }

  /** Tells of every call of CometBFT, for metrics. */
  observe(observer: CallObserver): void {
    this.#observers.push(observer);
  }

  health(): CometHealth {
    return (
      this.#health?.read() ?? { status: "starting", detail: "", peers: 0, peersBest: 0, restarts: 0, isProducer: false }
    );
  }

  /** CometBFT first: what it has not heard committed, it tells again at the next start. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    // CometBFT waits for its proposal before it heeds a signal.
    this.#endHold();
    this.#health?.close();
    this.#relay.close();
    await this.#supervisor.stop();
    await this.#server?.stop();
    this.#sockets.remove();
  }

  #writeHome(): void {
    const options = this.#options;
    const paths = this.#paths;
    const chainId = this.#chainId;
    // CometBFT itself leaves state sync out once it has a block.
    const isNew = options.application.best.number === 0;
    if (!isNew && !existsSync(join(paths.home, "data/blockstore.db")))
      throw new Error(
        `${options.basePath} holds the state of block ${options.application.best.number}, but CometBFT's blocks are gone from ` +
          "comet/data: put them back, or remove `state` as well and join again with --sync state",
      );
    const config = configToml({
      moniker: options.name,
      paths,
      appSocket: this.#sockets.app,
      rpcSocket: this.#sockets.rpc,
      p2pHost: options.p2pHost,
      p2pPort: options.p2pPort,
      peers: options.peers,
      isLocal: options.isLocal,
      timing: this.#timing,
      carriesPool: options.carriesPool ?? true,
      stateSync: isNew ? options.stateSync : undefined,
      metricsPort: undefined,
      logLevel: process.env.PLEXUS_COMET_LOG ?? "error",
    });
    writeFileSync(paths.config, config, { mode: 0o600 });
    const { producers, genesisHash, genesisTimeMs, evidenceAgeBlocks, blockTimeMs } = options;
    const source = { chainId, producers, genesisHash, genesisTimeMs, evidenceAgeBlocks, blockTimeMs };
    writeFileSync(paths.genesis, `${JSON.stringify(genesisDocument(source), null, 2)}\n`);
  }

  #handlers(): AbciHandlers {
    const { application, pool, logger, genesisHash, producers, retainHeight, blockTimeMs } = this.#options;
    const options: BlockHandlerOptions = {
      application,
      logger,
      genesisHash,
      chainId: this.#chainId,
      genesisPower: new Map(producers.map(({ consensusKey, votes }) => [toHex(consensusKey), votes])),
      beacon: () => this.#options.beacon(this.#key),
      blockTimeMs,
      evidenceAgeAfter: this.#options.evidenceAgeAfter,
      onVotes: (votes, height) => this.#onVotes(votes, height),
      hold: () => this.#hold(),
      onCommitted: (block) => this.#onCommitted(block),
      retainHeight,
    };
    const { snapshots: source, restore: target, onRestored, sickness, timeInherent } = this.#options;
    const handlers = {
      ...restHandlers(),
      ...poolHandlers(pool, this.#relay, logger),
      ...snapshotHandlers({ source, target, onRestored, logger }),
      ...blockHandlers(options),
    };
    return sickness ? withSickness(handlers, sickness, timeInherent) : handlers;
  }

  /** The votes for the parent that a decided block carries. */
  #onVotes(votes: readonly VoteInfo[], height: number): void {
    const own = votes.find(({ validator }) => validator && compareBytes(validator.address, this.#key.address) === 0);
    this.#isProducer = own !== undefined;
    if (this.#options.sickness?.kind === "double-sign") return;
    if (own?.blockIdFlag === BlockIDFlag.BLOCK_ID_FLAG_COMMIT) this.#guard.seen(height);
  }

  #now(): number {
    return Date.now() + (this.#options.sickness?.kind === "wrong-clock" ? CLOCK_ERROR_MS : 0);
  }

  async #hold(): Promise<void> {
    const waitMs = this.#pacing.waitMs(performance.now());
    if (waitMs >= 1 && !this.#stopped) {
      await new Promise<void>((resolve) => {
        this.#endHold = resolve;
        setTimeout(resolve, waitMs);
      });
    }
    this.#pacing.released(performance.now());
  }

  #onCommitted(block: Block): void {
    this.#supervisor.proved();
    this.#pacing.committed(performance.now());
    this.#health?.committed(Number(block.timestampMs));
    this.#guard.save();
  }

  #onPeers(joined: readonly string[]): void {
    this.#options.logger.info({ peers: joined }, "connected");
    this.#relay.offerAll();
  }

  /** An error of our own in a call that cannot be answered otherwise: no further vote may leave this node. */
  #fault(error: unknown, call: string): void {
    const { logger, onFailure, application } = this.#options;
    if (this.#stopped) return;
    if (error instanceof SigningRefused) {
      this.#supervisor.halt();
      return onFailure(error);
    }
    if (call === "finalizeBlock" && error instanceof InvalidBlock) {
      const block = application.best.number + 1;
      return this.#leave(`the network has decided on block ${block}, which this node finds invalid: ${error.message}`);
    }
    if (call === "finalizeBlock" || call === "commit" || error instanceof UnknownSpecVersion) {
      this.#supervisor.halt();
      return onFailure(error);
    }
    // CometBFT stops at the exception and is started again.
    logger.error({ err: error, call }, "a call of CometBFT failed");
  }

  /** Stops voting for good, and says how to go on. The RPC stays up, so that the state can be looked at. */
  #leave(reason: string): void {
    this.#supervisor.halt();
    const { basePath } = this.#options;
    const advice =
      `Its state is not that of the network, and it votes no more. Keep ${basePath} for a report; to go on, check the release ` +
      "with `plexus node doctor`, remove `state` and, in `comet/data`, all but priv_validator_state.json, and join again with --sync state";
    this.#options.logger.error({ reason }, `${reason}. ${advice}`);
    this.#health?.fallSick(`${reason}. ${advice}`);
  }

  /** After a CONSENSUS FAILURE the process lives on, answers, and does nothing more. */
  #hear(line: LogLine): void {
    const { logger, application } = this.#options;
    if (line.message.includes("CONSENSUS FAILURE")) {
      const reason = `CometBFT cannot go on after block ${application.best.number}: ${line.error ?? "no reason given"}`;
      if (DIVERGED.test(line.error ?? "")) return this.#leave(reason);
      logger.error({ error: line.error }, `${reason}. It is started again`);
      this.#supervisor.kick();
    } else if (line.level === "error" && (line.module === "consensus" || line.module === "statesync")) {
      logger.debug({ module: line.module, error: line.error }, `CometBFT: ${line.message}`);
    }
  }
}
