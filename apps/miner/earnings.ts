// What a miner tells its owner: score, incentive, requests, TAO an hour, and why it is not asked (issue 3, §7).
import type { MarketView } from "@plexus/subnets/kit";
import type { TextMiner } from "@plexus/subnets/text";
import type { ServedModel } from "./servedModel.js";

export interface MinerStatus {
  model: string;
  committed: string;
  hotkey: string;
  uid?: number;
  /** The stake-weighted majority's weight of this miner, 0…1. */
  score?: number;
  /** Share of what the subnet pays its miners, 0…1. */
  incentive?: number;
  requests: number;
  answered: number;
  refused: number;
  failed: number;
  /** At the last epoch's pay. */
  taoPerHourRao?: string;
  /** Why nobody asks, or fewer than could. */
  problem?: string;
}

const HOUR_MS = 3_600_000n;
/** The gateway routes to miners with at least this share of the best's incentive (architecture §3.11). */
const ROUTED_SHARE = 0.1;

export function statusOf(
  view: MarketView | undefined,
  miner: TextMiner,
  served: ServedModel,
  hotkey: string,
  blockMs: number,
): MinerStatus {
  const { requests, answered, refused, failed } = miner.counts();
  const base = {
    model: served.engine().info.name,
    committed: served.committed.model,
    hotkey,
    requests,
    answered,
    refused,
    failed,
  };
  if (view === undefined) return { ...base, problem: "the chain was not read yet" };
  const { own } = view;
  if (own === undefined)
    return {
      ...base,
      problem: `this hotkey holds no seat on subnet ${view.netuid}: it was never registered, or replaced by a newcomer`,
    };
  const epochMs = BigInt(Math.max(1, Math.round((view.tempo + 1) * blockMs)));
  const problem = whyNotAsked(view);
  return {
    ...base,
    uid: own.uid,
    score: own.consensus,
    incentive: own.incentive,
    taoPerHourRao: ((own.emissionRao * HOUR_MS) / epochMs).toString(),
    ...(problem === undefined ? {} : { problem }),
  };
}

function whyNotAsked(view: MarketView): string | undefined {
  const { own } = view;
  if (own === undefined) return undefined;
  if (own.axon === undefined) return "its axon's address is not on chain yet";
  if (view.offersOfOwn.length === 0) return "it has no live offer: nobody knows its price";
  if (view.commitmentOfOwn === undefined) return "it has not committed to a model";
  const best = Math.max(0, ...view.metagraph.neurons.map(({ incentive }) => incentive));
  if (best === 0) return "nobody has an incentive yet: the first epochs have to pass";
  if (own.incentive === 0) {
    return view.block - own.registeredAtBlock < 4 * (view.tempo + 1)
      ? "it is new: the validators need a few epochs to measure it"
      : "the validators give it no weight: its answers are no better than those of a program without a model, too slow, or failing";
  }
  if (own.incentive < ROUTED_SHARE * best)
    return `its incentive is ${((100 * own.incentive) / best).toFixed(1)} % of the best miner's: below ${100 * ROUTED_SHARE} % the gateway sends no customers`;
  return undefined;
}
