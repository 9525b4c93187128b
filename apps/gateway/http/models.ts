// GET /v1/models and /v1/models/:model (spec: issue §6; surfaces.md): plexus/text first, then every model on offer, with
// price, context and the quality that the network measured.
import type { Gateway } from "../gateway.js";
import { type ChainView, isLive } from "../mirror/chainView.js";
import { anyModel, candidatesOf, offeredModels } from "../routing/candidates.js";
import { noMiner, unknownModel } from "./apiError.js";
import { type Exchange, sendJson } from "./exchange.js";

function lowest(values: readonly bigint[]): bigint {
  return values.reduce((least, value) => (value < least ? value : least));
}

function highest(values: readonly bigint[]): bigint {
  return values.reduce((most, value) => (value > most ? value : most));
}

function describe(view: ChainView, model: string): Record<string, unknown> {
  const candidates = candidatesOf(view, model);
  const priceIn = candidates.map(({ offer }) => offer.price_in);
  const priceOut = candidates.map(({ offer }) => offer.price_out);
  const prices =
    candidates.length === 0
      ? null
      : {
          unit: "rao per 1,000,000 tokens",
          in: { lowest: lowest(priceIn), highest: highest(priceIn) },
          out: { lowest: lowest(priceOut), highest: highest(priceOut) },
        };
  return {
    id: model,
    object: "model",
    created: 0,
    owned_by: model === anyModel ? "plexus" : `subnet-${view.netuid}`,
    plexus: {
      subnet: view.netuid,
      block: view.block,
      price_rao: prices,
      // Not on chain yet: a miner refuses what does not fit.
      context_tokens: null,
      quality: {
        measure: "incentive of the last epoch, 0 to 1",
        best: Math.max(0, ...candidates.map(({ miner }) => miner.incentive)),
      },
      miners: candidates.map(({ miner, offer }) => ({
        uid: miner.uid,
        hotkey: miner.hotkey,
        incentive: miner.incentive,
        price_in: offer.price_in,
        price_out: offer.price_out,
        slots: offer.slots,
        valid_until: offer.valid_until,
        weights_sha256: miner.commitment?.model === offer.model ? miner.commitment.sha256 : null,
      })),
    },
  };
}

export function requireView(gateway: Gateway): ChainView {
  const view = gateway.view();
  if (view === undefined) throw noMiner("the gateway has not read the chain yet");
  return view;
}

export function answerModels(gateway: Gateway, exchange: Exchange): void {
  const view = requireView(gateway);
  const data = [anyModel, ...offeredModels(view)].map((model) => describe(view, model));
  sendJson(exchange, 200, { object: "list", data });
}

export function answerModel(gateway: Gateway, exchange: Exchange): void {
  const view = requireView(gateway);
  const model = exchange.params.model ?? "";
  const offered = view.miners.some((miner) =>
    miner.offers.some((offer) => offer.model === model && isLive(offer, view.block)),
  );
  if (model !== anyModel && !offered) throw unknownModel(model.slice(0, 64));
  sendJson(exchange, 200, describe(view, model));
}
