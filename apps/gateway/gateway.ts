// What the parts of a running gateway share. Made by runGateway.ts (and by tests); handlers get it as first argument
// (spec: architecture.md §3.11).
import type { callAxon, Verifier } from "@plexus/client/axon";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { Logger } from "pino";
import type { Observations } from "./health/observations.js";
import type { RateLimits } from "./http/rateLimits.js";
import type { Ledger } from "./ledger/openLedger.js";
import type { Metrics } from "./metrics.js";
import type { ChainView } from "./mirror/chainView.js";
import type { RecentShapes } from "./recent/recentShapes.js";
import type { RecentTraffic } from "./recent/recentTraffic.js";
import type { Draws } from "./routing/draws.js";

export interface GatewayLimits {
  /** max_tokens of a chat that names none. */
  readonly defaultTokens: number;
  readonly highestTokens: number;
  /** Open requests of all keys together. */
  readonly maxOpen: number;
  /** How long a request waits for a free slot when all miners are busy. */
  readonly queueMs: number;
  /** A miner's time to its first byte, and to the whole answer. */
  readonly firstByteMs: number;
  readonly answerMs: number;
  /** A client's time to send its body, and to take what was written to it. */
  readonly bodyMs: number;
  readonly stallMs: number;
  /** A view older than this still routes, but /ready says no. */
  readonly staleMs: number;
  /** A view older than this is not used any more. */
  readonly expiredMs: number;
}

export interface Gateway {
  readonly netuid: number;
  /** The hotkey that signs requests and receipts. */
  readonly key: KeyPair;
  readonly crypto: CryptoProvider;
  readonly ledger: Ledger;
  readonly health: Observations;
  readonly draws: Draws;
  readonly rates: RateLimits;
  readonly verifier: Verifier;
  readonly shapes: RecentShapes;
  readonly traffic: RecentTraffic;
  readonly metrics: Metrics;
  readonly limits: GatewayLimits;
  readonly log: Logger;
  readonly callAxon: typeof callAxon;
  /** The newest view, or undefined when there is none that may be used. */
  view(): ChainView | undefined;
  /** Milliseconds since the chain was last heard of; Infinity before the first view. */
  viewAgeMs(): number;
  /** Requests being answered. */
  open: number;
}

export const defaultLimits: GatewayLimits = {
  defaultTokens: 256,
  highestTokens: 1_024,
  maxOpen: 512,
  queueMs: 15_000,
  firstByteMs: 20_000,
  answerMs: 120_000,
  bodyMs: 15_000,
  stallMs: 30_000,
  staleMs: 8_000,
  expiredMs: 10 * 60_000,
};
