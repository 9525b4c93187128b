// The gateway's Prometheus metrics (spec: surfaces.md "Logs and metrics": plexus_<part>_<what>_<unit>).
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Observations } from "./health/observations.js";
import { ledgerProblems, ledgerSums } from "./ledger/checkLedger.js";
import type { Ledger } from "./ledger/openLedger.js";
import type { ChainView } from "./mirror/chainView.js";

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<"route" | "status">;
  readonly duration: Histogram<"route">;
  readonly attempts: Counter<"outcome">;
  readonly charged: Counter;
  readonly mismatches: Counter;
  readonly unpaid: Counter<"why">;
}

export interface MetricsSources {
  readonly ledger: Ledger;
  readonly health: Observations;
  view(): ChainView | undefined;
  viewAgeMs(): number;
}

/** The ledger is summed anew at most this often, however often somebody scrapes. */
const sumsKeptMs = 10_000;

function addLedger(registry: Registry, ledger: Ledger): void {
  let readAtMs = Number.NEGATIVE_INFINITY;
  const sums = new Gauge({
    name: "plexus_gateway_ledger_rao",
    help: "Where the customers' deposits are; their sum over all places but deposits and charges equals deposits",
    labelNames: ["place"] as const,
    registers: [registry],
    collect() {
      if (performance.now() - readAtMs < sumsKeptMs) return;
      readAtMs = performance.now();
      for (const [place, amount] of Object.entries(ledgerSums(ledger.db))) sums.set({ place }, Number(amount));
      problems.set(ledgerProblems(ledger.db).length);
      held.set(Number(ledger.holds.total()));
    },
  });
  const held = new Gauge({
    name: "plexus_gateway_held_rao",
    help: "Part of balances that open requests may cost",
    registers: [registry],
  });
  const problems = new Gauge({
    name: "plexus_gateway_ledger_problems_count",
    help: "Equations of the ledger that do not hold; always 0",
    registers: [registry],
  });
}

function addSources(registry: Registry, sources: MetricsSources): void {
  new Gauge({
    name: "plexus_gateway_view_age_seconds",
    help: "Time since the chain was last heard of",
    registers: [registry],
    collect() {
      this.set(sources.viewAgeMs() / 1_000);
    },
  });
  new Gauge({
    name: "plexus_gateway_view_block",
    help: "Finalised block by which requests are routed and priced",
    registers: [registry],
    collect() {
      this.set(sources.view()?.block ?? 0);
    },
  });
  new Gauge({
    name: "plexus_gateway_miner_in_flight",
    help: "Requests open at a miner",
    labelNames: ["hotkey"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { hotkey, inFlight } of sources.health.counts()) this.set({ hotkey }, inFlight);
    },
  });
}

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  addLedger(registry, sources.ledger);
  addSources(registry, sources);
  return {
    registry,
    requests: new Counter({
      name: "plexus_gateway_requests_total",
      help: "Answered requests",
      labelNames: ["route", "status"],
      registers,
    }),
    duration: new Histogram({
      name: "plexus_gateway_request_seconds",
      help: "From the request's head to the response's end",
      labelNames: ["route"],
      buckets: [0.002, 0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 120],
      registers,
    }),
    attempts: new Counter({
      name: "plexus_gateway_failed_attempts_total",
      help: "Attempts at miners that gave no answer",
      labelNames: ["outcome"],
      registers,
    }),
    charged: new Counter({ name: "plexus_gateway_charged_rao_total", help: "Charged since the start", registers }),
    mismatches: new Counter({
      name: "plexus_gateway_count_mismatches_total",
      help: "Answers whose miner counted beyond tolerance",
      registers,
    }),
    unpaid: new Counter({
      name: "plexus_gateway_unpaid_answers_total",
      help: "Answers that were delivered and not charged",
      labelNames: ["why"],
      registers,
    }),
  };
}
