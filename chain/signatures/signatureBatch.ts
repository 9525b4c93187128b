// Signature checks on their way to a worker thread and back: one buffer for many, moved and not copied, because a message
// costs more than a check of its bytes would.

import type { SignatureScheme } from "@plexus/core/crypto";

export interface SignatureCheck {
  readonly scheme: SignatureScheme;
  /** 64 bytes; ecdsa 65. */
  readonly signature: Uint8Array;
  /** What was signed. */
  readonly payload: Uint8Array;
  /** 32 bytes. */
  readonly account: Uint8Array;
}

const SCHEMES: readonly SignatureScheme[] = ["ed25519", "sr25519", "ecdsa"];
/** Scheme, length of the signature, length of the payload. */
const HEAD_BYTES = 1 + 1 + 4;
const ACCOUNT_BYTES = 32;

export function packChecks(checks: readonly SignatureCheck[]): Uint8Array<ArrayBuffer> {
  const size = checks.reduce(
    (sum, each) => sum + HEAD_BYTES + ACCOUNT_BYTES + each.signature.length + each.payload.length,
    0,
  );
  const packed = new Uint8Array(size);
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const { scheme, signature, payload, account } of checks) {
    packed[at] = SCHEMES.indexOf(scheme);
    packed[at + 1] = signature.length;
    view.setUint32(at + 2, payload.length, true);
    at += HEAD_BYTES;
    for (const part of [account, signature, payload]) {
      packed.set(part, at);
      at += part.length;
    }
  }
  return packed;
}

export function unpackChecks(packed: Uint8Array): SignatureCheck[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const checks: SignatureCheck[] = [];
  let at = 0;
  const take = (count: number): Uint8Array => {
    at += count;
    return packed.subarray(at - count, at);
  };
  while (at < packed.length) {
    const scheme = SCHEMES[packed[at] as number] as SignatureScheme;
    const signatureBytes = packed[at + 1] as number;
    const payloadBytes = view.getUint32(at + 2, true);
    at += HEAD_BYTES;
    const account = take(ACCOUNT_BYTES);
    checks.push({ scheme, account, signature: take(signatureBytes), payload: take(payloadBytes) });
  }
  return checks;
}
