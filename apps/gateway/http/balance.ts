// GET /v1/balance: what the key has, what is on hold, where to send more (spec: issue §6).
import type { Gateway } from "../gateway.js";
import { freeOf } from "../ledger/holds.js";
import { authenticate } from "./authenticate.js";
import { type Exchange, sendJson } from "./exchange.js";

export function answerBalance(gateway: Gateway, exchange: Exchange): void {
  const key = authenticate(gateway, exchange);
  const heldRao = gateway.ledger.holds.of(key.id);
  sendJson(exchange, 200, {
    object: "balance",
    key: `${key.shown_prefix}…`,
    name: key.name,
    balance_rao: freeOf(key, heldRao),
    held_rao: heldRao,
    spent_rao: key.spent_rao,
    cap_rao: key.cap_rao,
    deposit_address: key.deposit_address,
  });
}
