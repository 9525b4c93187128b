// Signs one HTTP request by btauth/1 (spec: target.md §5).
import { createHash } from "node:crypto";
import type { KeyPair } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { AxonError } from "../axonError.js";
import { btauthHeaders, btauthPayload } from "./btauth.js";
import { freshNonce } from "./freshNonce.js";

export interface SignRequestInput {
  readonly key: KeyPair;
  readonly method: string;
  /** Path with query as it will stand on the request line. */
  readonly target: string;
  readonly body: Uint8Array;
  /** ss58 of the hotkey that may accept this request. Left out, anybody may: do so only where no receiver is known. */
  readonly receiver?: string;
  /** Decimal nanoseconds; for tests. */
  readonly nonce?: string;
}

/** Headers to send beside the request. Throws AxonError `BadKey` for a key that btauth/1 does not know. */
export function signRequest(input: SignRequestInput): Record<string, string> {
  const { key } = input;
  if (key.scheme !== "sr25519" && key.scheme !== "ed25519") {
    throw new AxonError(0, "BadKey", `btauth/1 signs with sr25519 or ed25519, not ${key.scheme}`);
  }
  const nonce = input.nonce ?? freshNonce();
  const payload = btauthPayload({
    scheme: key.scheme,
    method: input.method,
    target: input.target,
    bodySha256: createHash("sha256").update(input.body).digest("hex"),
    nonce,
    sender: key.address,
    receiver: input.receiver,
  });
  const headers: Record<string, string> = {
    [btauthHeaders.version]: "1",
    [btauthHeaders.hotkey]: key.address,
    [btauthHeaders.nonce]: nonce,
    [btauthHeaders.signature]: toHex(key.sign(payload)),
  };
  if (input.receiver !== undefined) headers[btauthHeaders.receiver] = input.receiver;
  if (key.scheme !== "sr25519") headers[btauthHeaders.crypto] = key.scheme;
  return headers;
}
