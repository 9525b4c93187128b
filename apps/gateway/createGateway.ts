// Puts the parts of a gateway together over a ledger and a view of the chain, wherever that view comes from
// (spec: gateway.ts). runGateway.ts hands in the real ones.
import { randomBytes } from "node:crypto";
import { callAxon, createVerifier } from "@plexus/client/axon";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { Logger } from "pino";
import { defaultLimits, type Gateway, type GatewayLimits } from "./gateway.js";
import { createObservations } from "./health/observations.js";
import { createRateLimits } from "./http/rateLimits.js";
import type { Ledger } from "./ledger/openLedger.js";
import { createMetrics } from "./metrics.js";
import type { ChainView } from "./mirror/chainView.js";
import { createRecentShapes } from "./recent/recentShapes.js";
import { createRecentTraffic } from "./recent/recentTraffic.js";
import { createDraws } from "./routing/draws.js";

export interface GatewayParts {
  readonly netuid: number;
  readonly key: KeyPair;
  readonly crypto: CryptoProvider;
  readonly ledger: Ledger;
  readonly log: Logger;
  readonly limits?: Partial<GatewayLimits>;
  readonly openPerKey?: number;
  readonly perMinute?: number;
  view(): ChainView | undefined;
  viewAgeMs(): number;
}

export function createGateway(parts: GatewayParts): Gateway {
  const { netuid, key, crypto, ledger, log } = parts;
  const health = createObservations();
  const seen = { view: () => parts.view(), viewAgeMs: () => parts.viewAgeMs() };
  return {
    ...seen,
    netuid,
    key,
    crypto,
    ledger,
    log,
    health,
    draws: createDraws(randomBytes(32)),
    rates: createRateLimits(parts.openPerKey ?? 64, parts.perMinute ?? 60_000),
    verifier: createVerifier({ crypto, receiver: key.address }),
    shapes: createRecentShapes(),
    traffic: createRecentTraffic(),
    metrics: createMetrics({ ledger, health, ...seen }),
    limits: { ...defaultLimits, ...parts.limits },
    callAxon,
    open: 0,
  };
}
