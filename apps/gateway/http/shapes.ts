// GET /v1/shapes: the parameters of customers' latest requests, without content, for validators only (CONTRACTS).
import type { Gateway } from "../gateway.js";
import { type Exchange, sendJson } from "./exchange.js";
import { requireValidator } from "./validatorAccess.js";

export async function answerShapes(gateway: Gateway, exchange: Exchange): Promise<void> {
  await requireValidator(gateway, exchange, new Uint8Array());
  sendJson(exchange, 200, { shapes: gateway.shapes.list() });
}
