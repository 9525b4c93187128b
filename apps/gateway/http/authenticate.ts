// Who asks: the key in `Authorization: Bearer`, and how often it may (spec: issue §6, 401 and 429).
import type { Gateway } from "../gateway.js";
import { type KeyRow, keyBySecret } from "../ledger/keys.js";
import { badKey, tooMany } from "./apiError.js";
import type { Exchange } from "./exchange.js";

const bearer = /^Bearer\s+(\S{1,200})$/i;

/** The key's row. Throws 401 for a key that is missing, unknown or revoked. */
export function authenticate(gateway: Gateway, exchange: Exchange): KeyRow {
  const secret = bearer.exec(exchange.request.headers.authorization ?? "")?.[1];
  const row = secret === undefined ? undefined : keyBySecret(gateway.ledger.db, secret);
  if (row === undefined || row.revoked_at_ms !== null) throw badKey();
  return row;
}

/** Counts the request as open until the returned function is called. Throws 429. */
export function admit(gateway: Gateway, key: KeyRow): () => void {
  const verdict = gateway.rates.admit(key.id);
  if (typeof verdict === "function") return verdict;
  throw tooMany(verdict.limit, verdict.retryAfterS);
}
