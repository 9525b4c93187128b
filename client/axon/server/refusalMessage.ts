// One sentence for each reason to refuse a signed request.
import type { RefusalReason } from "../btauth/verifyRequest.js";

const messages: Record<RefusalReason, string> = {
  MissingSignature: "this axon answers signed requests only (btauth/1)",
  BadHeaders: "a signature header is missing or malformed",
  WrongReceiver: "the request was signed for another hotkey, or for none",
  StaleRequest: "the nonce is older than 10 s or more than 2 s ahead: set the clock, sign again",
  BadSignature: "the signature does not match this method, path, body and sender",
  ReplayedRequest: "this nonce was used before",
  ReplayGuardFull: "too many requests within 12 seconds",
  NotAuthorised: "this hotkey may not call here",
};

export function refusalMessage(reason: RefusalReason): string {
  return messages[reason];
}
