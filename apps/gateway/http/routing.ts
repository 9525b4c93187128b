// GET /v1/routing?model=: every factor of the routing weights at the block named (spec: architecture.md §3.11).
import type { Gateway } from "../gateway.js";
import { anyModel } from "../routing/candidates.js";
import { clipHigh, clipLow, latencyExponent, priceExponent } from "../routing/factors.js";
import {
  eligibleShare,
  explorationEach,
  explorationShare,
  type RoutingRow,
  routingTable,
} from "../routing/routingTable.js";
import { unknownModel } from "./apiError.js";
import { type Exchange, sendJson } from "./exchange.js";
import { requireView } from "./models.js";

function shown(row: RoutingRow): Record<string, unknown> {
  return {
    uid: row.miner.uid,
    hotkey: row.miner.hotkey,
    model: row.offer.model,
    url: row.miner.url,
    standing: row.standing,
    incentive: row.miner.incentive,
    latency_ms: row.latencyMs === undefined ? null : Math.round(row.latencyMs),
    latency_factor: row.latencyFactor,
    price_in: row.offer.price_in,
    price_out: row.offer.price_out,
    price_factor: row.priceFactor,
    slots: row.offer.slots,
    in_flight: row.inFlight,
    weight: row.weight,
    share: row.share,
  };
}

export function answerRouting(gateway: Gateway, exchange: Exchange): void {
  const view = requireView(gateway);
  const model = exchange.query.get("model") ?? anyModel;
  const table = routingTable(view, model, gateway.health.observed);
  if (table.rows.length === 0 && model !== anyModel) throw unknownModel(model.slice(0, 64));
  sendJson(exchange, 200, {
    model,
    subnet: view.netuid,
    block: table.block,
    block_hash: table.hash,
    view_age_ms: Math.round(gateway.viewAgeMs()),
    draws: gateway.draws.drawn,
    fallback: table.fallback,
    rule: {
      weight: "incentive × latency_factor × price_factor",
      clip: [clipLow, clipHigh],
      latency_exponent: latencyExponent,
      price_exponent: priceExponent,
      eligible_share_of_best: eligibleShare,
      exploration: { share: explorationShare, each: explorationEach },
      slots: "two draws, the less loaded, only above half of a miner's slots",
    },
    miners: table.rows.map(shown),
  });
}
