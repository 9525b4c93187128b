// GET /v1/traffic?window=: each miner's share of customers' requests lately (spec: issue §7, table and page).
import type { Gateway } from "../gateway.js";
import { badRequest } from "./apiError.js";
import { type Exchange, sendJson } from "./exchange.js";

const defaultWindowS = 300;
const longestWindowS = 900;

export function answerTraffic(gateway: Gateway, exchange: Exchange): void {
  const windowS = Number(exchange.query.get("window") ?? defaultWindowS);
  if (!Number.isInteger(windowS) || windowS < 1 || windowS > longestWindowS) {
    throw badRequest(`window: whole seconds from 1 to ${longestWindowS}`, "window");
  }
  const { requests, miners } = gateway.traffic.summary(windowS);
  const states = new Map(gateway.health.counts().map((each) => [each.hotkey, each]));
  sendJson(exchange, 200, {
    window_s: windowS,
    requests,
    miners: miners.map((miner) => ({
      ...miner,
      health: states.get(miner.hotkey)?.state ?? "closed",
      in_flight: states.get(miner.hotkey)?.inFlight ?? 0,
    })),
  });
}
