// Who could serve a model at a block: one candidate per miner (spec: architecture.md §3.11, market.md 5).
import { type ChainView, isLive, type MinerView, type OfferView } from "../mirror/chainView.js";

/** The name that is routed over every miner, whatever model it runs. */
export const anyModel = "plexus/text";

export interface Candidate {
  readonly miner: MinerView;
  readonly offer: OfferView;
}

/** Of several live offers the one for the committed model counts, else the dearest: validators measured that mind. */
function offerOf(miner: MinerView, live: readonly OfferView[]): OfferView | undefined {
  const committed = live.find((offer) => offer.model === miner.commitment?.model);
  if (committed !== undefined) return committed;
  return live.reduce<OfferView | undefined>(
    (best, offer) => (best === undefined || offer.price_out > best.price_out ? offer : best),
    undefined,
  );
}

/** In order of uid, so that a draw over them depends on nothing but the block. */
export function candidatesOf(view: ChainView, model: string): Candidate[] {
  const found: Candidate[] = [];
  for (const miner of view.miners) {
    const live = miner.offers.filter((offer) => isLive(offer, view.block));
    const offer = model === anyModel ? offerOf(miner, live) : live.find((each) => each.model === model);
    if (offer !== undefined) found.push({ miner, offer });
  }
  return found.sort((a, b) => a.miner.uid - b.miner.uid);
}

/** Every model with a live offer, in order of name. */
export function offeredModels(view: ChainView): string[] {
  const names = new Set<string>();
  for (const miner of view.miners) {
    for (const offer of miner.offers) if (isLive(offer, view.block)) names.add(offer.model);
  }
  return [...names].sort();
}
