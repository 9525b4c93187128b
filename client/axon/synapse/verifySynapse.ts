// Checks a request of SDK 10's dendrite (spec: substrate-wire.md §6). Stricter than Python in three points: a missing
// signature is refused, the timeout that widens the nonce's window is capped (it is not signed), and nonces far ahead of
// the clock are refused, since an endpoint's memory must end some time.

import { type CryptoProvider } from "@plexus/core/crypto";
import { fromHex } from "@plexus/core/scale";
import { wallClockNs } from "../btauth/freshNonce.js";
import { publicKeyOf } from "../btauth/publicKeyOf.js";
import { type RefusalReason, type SignedRequest } from "../btauth/verifyRequest.js";
import { requestMessage, synapseBodyHash } from "./synapseMessage.js";

export interface SynapseVerifierOptions {
  readonly crypto: CryptoProvider;
  readonly receiver: string;
  /** How many (hotkey, uuid) endpoints are remembered. Default 100,000. */
  readonly endpointLimit?: number;
  readonly authorise?: (hotkey: string) => boolean | Promise<boolean>;
  readonly nowNs?: () => bigint;
}

export type SynapseCheck =
  | { readonly ok: true; readonly hotkey: string; readonly uuid: string }
  | { readonly ok: false; readonly status: 401 | 403 | 503; readonly reason: RefusalReason };

export interface SynapseVerifier {
  verify(request: SignedRequest, body: Record<string, unknown>, hashFields: readonly string[]): Promise<SynapseCheck>;
}

const secondNs = 1_000_000_000n;
const graceNs = 4n * secondNs;
const maxTimeoutMs = 60_000;

interface SynapseCredentials {
  readonly hotkey: string;
  readonly publicKey: Uint8Array;
  readonly nonce: string;
  readonly uuid: string;
  readonly signature: string;
  readonly timeoutNs: bigint;
}

function readCredentials(headers: SignedRequest["headers"]): SynapseCredentials | undefined {
  const text = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : "";
  };
  const hotkey = text("bt_header_dendrite_hotkey");
  const nonce = text("bt_header_dendrite_nonce");
  const uuid = text("bt_header_dendrite_uuid");
  const signature = text("bt_header_dendrite_signature");
  const publicKey = publicKeyOf(hotkey);
  if (publicKey === undefined || !/^[1-9][0-9]{0,19}$/.test(nonce)) return undefined;
  if (!/^[0-9a-fA-F-]{1,64}$/.test(uuid) || !/^0x[0-9a-fA-F]{128}$/.test(signature)) return undefined;
  const timeoutMs = Math.min(maxTimeoutMs, Math.max(0, Number(text("timeout") || "12") * 1_000));
  if (!Number.isFinite(timeoutMs)) return undefined;
  return { hotkey, publicKey, nonce, uuid, signature, timeoutNs: BigInt(Math.floor(timeoutMs)) * 1_000_000n };
}

const refuse = (reason: RefusalReason, status: 401 | 403 | 503 = 401): SynapseCheck => ({ ok: false, status, reason });

/** A verifier with its own memory of endpoints; like createVerifier it refuses what was signed before it was made. */
export function createSynapseVerifier(options: SynapseVerifierOptions): SynapseVerifier {
  const { crypto, receiver, endpointLimit = 100_000, nowNs = wallClockNs } = options;
  const lastNonce = new Map<string, bigint>();
  const bornNs = nowNs();
  const longestNs = graceNs + BigInt(maxTimeoutMs) * 1_000_000n;

  function makeRoom(now: bigint): boolean {
    if (lastNonce.size < endpointLimit) return true;
    // Endpoints whose last nonce could no longer open a new one are safe to forget.
    for (const [endpoint, nonce] of lastNonce) if (now - nonce > longestNs) lastNonce.delete(endpoint);
    return lastNonce.size < endpointLimit;
  }

  return {
    async verify(request, body, hashFields) {
      const { headers } = request;
      if (!headers["bt_header_dendrite_signature"]) return refuse("MissingSignature");
      const credentials = readCredentials(headers);
      if (credentials === undefined) return refuse("BadHeaders");
      const { hotkey, nonce, uuid } = credentials;
      const axon = headers["bt_header_axon_hotkey"];
      if (axon !== undefined && axon !== receiver) return refuse("WrongReceiver");

      const bodyHash = synapseBodyHash(body, hashFields);
      if (bodyHash === undefined || headers["computed_body_hash"] !== bodyHash) return refuse("BadSignature");

      const nonceNs = BigInt(nonce);
      const now = nowNs();
      const endpoint = `${hotkey}:${uuid}`;
      if (nonceNs <= now - graceNs - credentials.timeoutNs || nonceNs > now + graceNs || nonceNs < bornNs) {
        return refuse("StaleRequest");
      }
      const message = requestMessage({ nonce, dendrite: hotkey, axon: receiver, uuid, bodyHash });
      if (!crypto.signing.verify("sr25519", fromHex(credentials.signature), message, credentials.publicKey))
        return refuse("BadSignature");
      if (options.authorise !== undefined && !(await options.authorise(hotkey))) return refuse("NotAuthorised", 403);

      const last = lastNonce.get(endpoint);
      if (last !== undefined && nonceNs <= last) return refuse("ReplayedRequest");
      if (last === undefined && !makeRoom(now)) return refuse("ReplayGuardFull", 503);
      lastNonce.set(endpoint, nonceNs);
      return { ok: true, hotkey, uuid };
    },
  };
}
