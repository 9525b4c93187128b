// Requests of validators: signed by btauth/1 with a hotkey that holds a permit on the subnet (CONTRACTS "subnets/kit").
import type { Gateway } from "../gateway.js";
import { badSignature, noMiner, notValidator } from "./apiError.js";
import type { Exchange } from "./exchange.js";

/** The validator's hotkey. Throws 401, 403 or 503. */
export async function requireValidator(gateway: Gateway, { request }: Exchange, body: Uint8Array): Promise<string> {
  const view = gateway.view();
  if (view === undefined) throw noMiner("the gateway has not read the chain yet");
  const verdict = await gateway.verifier.verify({
    method: request.method ?? "",
    target: request.url ?? "/",
    headers: request.headers,
    body,
  });
  if (!verdict.ok) {
    if (verdict.status === 403) throw notValidator();
    throw badSignature(verdict.reason);
  }
  if (!view.validators.includes(verdict.hotkey)) throw notValidator();
  return verdict.hotkey;
}
