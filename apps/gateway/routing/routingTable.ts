// The routing weights at one block: a pure function of what the chain says and what the gateway has observed, with every
// factor kept so that it can be shown (spec: architecture.md §3.11).
import type { ChainView } from "../mirror/chainView.js";
import { type Candidate, candidatesOf } from "./candidates.js";
import { latencyFactor, median, priceFactor } from "./factors.js";

/** Below this share of the best candidate's incentive a miner gets no traffic while better ones are healthy. */
export const eligibleShare = 0.1;
/** Together, miners that no epoch has measured yet get at most this share, and at most `explorationEach` each. */
export const explorationShare = 0.05;
export const explorationEach = 0.02;
/** A miner without incentive counts as not measured for this many epochs after its registration. */
export const newcomerEpochs = 4;

export interface Observed {
  readonly healthy: boolean;
  readonly inFlight: number;
  /** Time to an answer of typical length; undefined while nothing was observed. */
  readonly latencyMs?: number;
}

export type ObservedOf = (hotkey: string) => Observed;

export type Standing = "eligible" | "newcomer" | "unhealthy" | "below-share";

export interface RoutingRow extends Candidate {
  readonly standing: Standing;
  readonly inFlight: number;
  readonly latencyMs: number | undefined;
  readonly latencyFactor: number;
  readonly priceFactor: number;
  /** incentive × latencyFactor × priceFactor for the eligible, else 0. */
  readonly weight: number;
  /** The share of traffic that this row is meant to have; all rows add up to 1, or to 0 when nobody can serve. */
  readonly share: number;
}

export interface RoutingTable {
  readonly model: string;
  readonly block: number;
  readonly hash: string;
  /** True when no healthy miner reaches the share of the best, so that all healthy ones take part. */
  readonly fallback: boolean;
  readonly rows: readonly RoutingRow[];
}

function isNewcomer(view: ChainView, candidate: Candidate): boolean {
  const age = view.block - candidate.miner.registeredAt;
  return candidate.miner.incentive === 0 && age <= newcomerEpochs * (view.tempo + 1);
}

function blendedPrice({ offer }: Candidate): number {
  return (Number(offer.price_in) + Number(offer.price_out)) / 2;
}

function standings(view: ChainView, candidates: readonly Candidate[], observed: readonly Observed[]) {
  const healthy = candidates.filter((_, index) => observed[index]?.healthy);
  const best = Math.max(0, ...healthy.map((candidate) => candidate.miner.incentive));
  const fallback = best === 0;
  const standing = candidates.map((candidate, index): Standing => {
    if (!observed[index]?.healthy) return "unhealthy";
    if (fallback || candidate.miner.incentive >= eligibleShare * best) return "eligible";
    return isNewcomer(view, candidate) ? "newcomer" : "below-share";
  });
  return { fallback, standing };
}

/** Empty rows mean that nobody offers the model; all shares 0, that nobody who does is healthy. */
export function routingTable(view: ChainView, model: string, observedOf: ObservedOf): RoutingTable {
  const candidates = candidatesOf(view, model);
  const observed = candidates.map((candidate) => observedOf(candidate.miner.hotkey));
  const { fallback, standing } = standings(view, candidates, observed);
  const inPlay = candidates.map((_, index) => index).filter((index) => standing[index] === "eligible");
  const medianMs = median(inPlay.flatMap((index) => observed[index]?.latencyMs ?? []));
  const medianPrice = median(inPlay.map((index) => blendedPrice(candidates[index] as Candidate)));

  const weighted = candidates.map((candidate, index) => {
    const seen = observed[index] as Observed;
    const speed = latencyFactor(seen.latencyMs, medianMs);
    const price = priceFactor(blendedPrice(candidate), medianPrice);
    const quality = fallback ? 1 : candidate.miner.incentive;
    const weight = standing[index] === "eligible" ? quality * speed * price : 0;
    return { candidate, seen, speed, price, weight };
  });
  const total = weighted.reduce((sum, row) => sum + row.weight, 0);
  const newcomers = standing.filter((each) => each === "newcomer").length;
  const exploring = total > 0 ? Math.min(explorationShare, explorationEach * newcomers) : 0;

  const rows = weighted.map((row, index): RoutingRow => {
    const explored = standing[index] === "newcomer" ? exploring / newcomers : 0;
    return {
      ...row.candidate,
      standing: standing[index] as Standing,
      inFlight: row.seen.inFlight,
      latencyMs: row.seen.latencyMs,
      latencyFactor: row.speed,
      priceFactor: row.price,
      weight: row.weight,
      share: total > 0 ? (row.weight / total) * (1 - exploring) + explored : 0,
    };
  });
  return { model, block: view.block, hash: view.hash, fallback, rows };
}
