// Checks one btauth/1 request against a clock, without memory of others (spec: target.md §5): header shape → receiver →
// freshness → signature. Replays are the caller's next step (createVerifier).
import { createHash } from "node:crypto";
import type { CryptoProvider } from "@plexus/core/crypto";
import { fromHex } from "@plexus/core/scale";
import { type BtauthScheme, btauthHeaders, btauthPayload, maxAgeNs, maxAheadNs } from "./btauth.js";
import { publicKeyOf } from "./publicKeyOf.js";

/** A request as it came: header names in lower case, as node:http gives them. */
export interface SignedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

export type RefusalReason =
  | "MissingSignature"
  | "BadHeaders"
  | "WrongReceiver"
  | "StaleRequest"
  | "BadSignature"
  | "ReplayedRequest"
  | "ReplayGuardFull"
  | "NotAuthorised";

export type RequestCheck =
  | { readonly ok: true; readonly hotkey: string; readonly nonceNs: bigint }
  | { readonly ok: false; readonly reason: RefusalReason };

export interface VerifyRequestOptions {
  readonly crypto: CryptoProvider;
  /** ss58 of the hotkey that this server answers for. */
  readonly receiver: string;
  /** Whether a request bound to no receiver is refused; it can be replayed against every other server. Default true. */
  readonly requireReceiver?: boolean;
  readonly nowNs: bigint;
}

const noncePattern = /^[1-9][0-9]{0,19}$/;
const signaturePattern = /^0x[0-9a-fA-F]{128}$/;

interface BtauthCredentials {
  readonly scheme: BtauthScheme;
  readonly hotkey: string;
  readonly publicKey: Uint8Array;
  readonly nonce: string;
  readonly signature: string;
  readonly receiver: string | undefined;
}

function readCredentials(headers: SignedRequest["headers"]): BtauthCredentials | undefined {
  const values = Object.values(btauthHeaders).map((name) => headers[name]);
  if (values.some((value) => value !== undefined && typeof value !== "string")) return undefined;
  const [version, hotkey, nonce, signature, receiver, scheme = "sr25519"] = values as (string | undefined)[];
  if (version !== "1" || hotkey === undefined || nonce === undefined || signature === undefined) return undefined;
  if (scheme !== "sr25519" && scheme !== "ed25519") return undefined;
  if (!noncePattern.test(nonce) || !signaturePattern.test(signature)) return undefined;
  const publicKey = publicKeyOf(hotkey);
  if (publicKey === undefined) return undefined;
  if (receiver !== undefined && publicKeyOf(receiver) === undefined) return undefined;
  return { scheme, hotkey, publicKey, nonce, signature, receiver };
}

/** Checks shape, receiver, freshness and signature, in that order: the dear check comes last. */
export function verifyRequest(request: SignedRequest, options: VerifyRequestOptions): RequestCheck {
  if (request.headers[btauthHeaders.signature] === undefined) return { ok: false, reason: "MissingSignature" };
  const credentials = readCredentials(request.headers);
  if (credentials === undefined) return { ok: false, reason: "BadHeaders" };

  const { receiver } = credentials;
  if (receiver === undefined ? (options.requireReceiver ?? true) : receiver !== options.receiver) {
    return { ok: false, reason: "WrongReceiver" };
  }

  const nonceNs = BigInt(credentials.nonce);
  if (options.nowNs - nonceNs > maxAgeNs || nonceNs - options.nowNs > maxAheadNs) {
    return { ok: false, reason: "StaleRequest" };
  }

  const payload = btauthPayload({
    scheme: credentials.scheme,
    method: request.method,
    target: request.target,
    bodySha256: createHash("sha256").update(request.body).digest("hex"),
    nonce: credentials.nonce,
    sender: credentials.hotkey,
    receiver,
  });
  const { signing } = options.crypto;
  if (!signing.verify(credentials.scheme, fromHex(credentials.signature), payload, credentials.publicKey)) {
    return { ok: false, reason: "BadSignature" };
  }
  return { ok: true, hotkey: credentials.hotkey, nonceNs };
}
