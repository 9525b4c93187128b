// Whether this node keeps up: its height moves as that of its peers does (cometbft.md §2). That the process lives, answers or
// ended with code 0 says nothing. A node that is sick says so itself, here and in its log.

import type { Logger } from "../logger.js";
import { callComet } from "./process/cometRpc.js";

export type HealthStatus = "ok" | "starting" | "syncing" | "waiting" | "sick";

export interface CometHealth {
  readonly status: HealthStatus;
  /** Why, in a sentence for people; "" where all is well. */
  readonly detail: string;
  readonly peers: number;
  /** Highest height among the peers; 0 if none is known. */
  readonly peersBest: number;
  readonly restarts: number;
  /** Its key is among those that vote. */
  readonly isProducer: boolean;
}

export interface HealthOptions {
  readonly rpcSocket: string;
  readonly blockTimeMs: number;
  readonly height: () => number;
  /** This machine's clock, ms since 1970. */
  readonly now: () => number;
  /** The call of CometBFT that is longest without an answer. */
  readonly waitingCall: () => { call: string; sinceMs: number } | undefined;
  readonly restarts: () => number;
  readonly isProducer: () => boolean;
  readonly logger: Logger;
  readonly onPeers: (joined: readonly string[]) => void;
}

/** A block may be this late, beyond six block times, before it counts: rounds without a proposer, slow machines. */
const PATIENCE_MS = 8_000;
/** A clock that is off by more than this is wrong; votes carry it into block times. */
const CLOCK_TOLERANCE_MS = 10_000;
/** So many blocks in a row must say so. */
const CLOCK_BLOCKS = 3;

interface PeerState {
  readonly n_peers?: string;
  readonly peers?: readonly { readonly node_info: { readonly id: string } }[];
}
interface ConsensusDump {
  readonly peers?: readonly { readonly peer_state?: { readonly round_state?: { readonly height?: string } } }[];
}

export class HealthWatch {
  readonly #options: HealthOptions;
  readonly #timer: NodeJS.Timeout;
  #known = new Set<string>();
  #peersBest = 0;
  #height = 0;
  #movedMs = performance.now();
  #sickness: string | undefined;
  #said: HealthStatus = "starting";
  #syncing = false;
  #busy = false;
  #committedMs = 0;
  /** Of the last blocks: this machine's clock at their commit less their own time. */
  #skewsMs: number[] = [];

  constructor(options: HealthOptions) {
    this.#options = options;
    this.#height = options.height();
    this.#timer = setInterval(() => void this.#look(), Math.max(1_000, Math.min(options.blockTimeMs, 4_000)));
  }

  /** The first reason stays: what follows is its consequence. */
  fallSick(reason: string): void {
    this.#sickness ??= reason;
  }

  /** A block of that time was committed now. */
  committed(timestampMs: number): void {
    const nowMs = performance.now();
    // While catching up, blocks are old for another reason.
    if (nowMs - this.#committedMs > this.#options.blockTimeMs / 2) {
      this.#skewsMs.push(this.#options.now() - timestampMs);
      if (this.#skewsMs.length > CLOCK_BLOCKS) this.#skewsMs.shift();
    } else this.#skewsMs.length = 0;
    this.#committedMs = nowMs;
  }

  read(): CometHealth {
    const { status, detail } = this.#judge();
    const { restarts, isProducer } = this.#options;
    const [peers, peersBest] = [this.#known.size, this.#peersBest];
    return { status, detail, peers, peersBest, restarts: restarts(), isProducer: isProducer() };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Asks CometBFT about its peers, and tells a change of health in the log. */
  async #look(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#ask();
    } catch {
      // CometBFT is being started again, or busy: the height speaks.
    } finally {
      this.#busy = false;
    }
    const height = this.#options.height();
    if (height > this.#height) {
      this.#height = height;
      this.#movedMs = performance.now();
    }
    this.#tell();
  }

  async #ask(): Promise<void> {
    const { rpcSocket, onPeers } = this.#options;
    const { peers = [] } = await callComet<PeerState>(rpcSocket, "net_info", {}, { timeoutMs: 3_000 });
    const now = new Set(peers.map(({ node_info: { id } }) => id));
    const joined = [...now].filter((id) => !this.#known.has(id));
    this.#known = now;
    if (joined.length > 0) onPeers(joined);
    const isLate = this.#lateMs() > this.#patienceMs() / 2;
    if (!isLate && this.#peersBest > 0 && !this.#syncing) return;
    const dump = await callComet<ConsensusDump>(rpcSocket, "dump_consensus_state", {}, { timeoutMs: 3_000 });
    // A peer at work on height H has H − 1.
    const heights = (dump.peers ?? []).map(({ peer_state: state }) => Number(state?.round_state?.height ?? 1) - 1);
    this.#peersBest = Math.max(0, ...heights);
    this.#syncing = this.#peersBest > this.#options.height() + 2;
  }

  #lateMs(): number {
    const isMoving = this.#options.height() > this.#height;
    return isMoving ? 0 : performance.now() - this.#movedMs;
  }

  #patienceMs(): number {
    return PATIENCE_MS + 6 * this.#options.blockTimeMs;
  }

  #judge(): { status: HealthStatus; detail: string } {
    const height = this.#options.height();
    if (this.#sickness !== undefined) return { status: "sick", detail: this.#sickness };
    if (this.#lateMs() < this.#patienceMs()) {
      if (height === 0 && this.#known.size === 0) return { status: "starting", detail: "" };
      if (this.#syncing) return { status: "syncing", detail: `at block ${height}, peers at ${this.#peersBest}` };
      const clock = this.#clockProblem();
      return clock === undefined ? { status: "ok", detail: "" } : { status: "sick", detail: clock };
    }
    const waiting = this.#options.waitingCall();
    if (waiting && performance.now() - waiting.sinceMs > this.#patienceMs()) {
      const seconds = Math.round((performance.now() - waiting.sinceMs) / 1000);
      return {
        status: "sick",
        detail: `this node has not answered CometBFT's ${waiting.call} for ${seconds} s: restart it`,
      };
    }
    const lateS = Math.round(this.#lateMs() / 1000);
    if (this.#known.size === 0) {
      return { status: "waiting", detail: `no block for ${lateS} s and no peer: check the network and --peers` };
    }
    if (this.#peersBest > height + 1) {
      const detail = `no block for ${lateS} s at ${height} while peers are at ${this.#peersBest}: this node is stuck`;
      return { status: "sick", detail };
    }
    return {
      status: "waiting",
      detail: `no block for ${lateS} s anywhere: more than a third of the producers is missing`,
    };
  }

  /** A block's time is the median of the producers' clocks at the votes for its parent: one block time old when it comes. */
  #clockProblem(): string | undefined {
    const { blockTimeMs } = this.#options;
    const [aheadMs, behindMs] = [Math.min(...this.#skewsMs) - 2 * blockTimeMs, -Math.max(...this.#skewsMs)];
    if (this.#skewsMs.length < CLOCK_BLOCKS || this.#syncing) return undefined;
    const off = (ms: number, where: string) =>
      `this machine's clock is ${Math.round(ms / 1000)} s ${where} of the other producers' clocks: set it`;
    if (aheadMs > CLOCK_TOLERANCE_MS) return off(aheadMs, "ahead");
    return behindMs > CLOCK_TOLERANCE_MS ? off(behindMs, "short") : undefined;
  }

  #tell(): void {
    const { status, detail } = this.#judge();
    if (status === this.#said) return;
    const { logger } = this.#options;
    const fields = { health: status, was: this.#said, block: this.#options.height(), peers: this.#known.size };
    if (status === "sick") logger.error(fields, `this node is sick: ${detail}`);
    else if (status === "waiting") logger.warn(fields, detail);
    else logger.info(fields, status === "ok" ? "keeps up with the chain" : detail);
    this.#said = status;
  }
}
