// Signature checks of the three schemes of MultiSignature, over @polkadot/wasm-crypto.

import * as wasm from "@polkadot/wasm-crypto";
import { compareBytes } from "../scale/index.js";
import type { Hashing, Signing } from "./provider.js";

/** secp256k1: recover the key from (r, s, v) over blake2-256 of the message; the account is blake2-256 of that key. */
function verifyEcdsa(hashing: Hashing, signature: Uint8Array, message: Uint8Array, accountId: Uint8Array): boolean {
  const recovery = signature[64] as number;
  if (recovery > 3) return false;
  const key = wasm.secp256k1Recover(hashing.blake2b256(message), signature.slice(0, 64), recovery);
  return compareBytes(hashing.blake2b256(wasm.secp256k1Compress(key)), accountId) === 0;
}

export function createSigning(hashing: Hashing): Signing {
  return {
    verify(scheme, signature, message, accountId) {
      if (accountId.length !== 32 || signature.length !== (scheme === "ecdsa" ? 65 : 64)) return false;
      try {
        if (scheme === "sr25519") return wasm.sr25519Verify(signature, message, accountId);
        if (scheme === "ed25519") return wasm.ed25519Verify(signature, message, accountId);
        return verifyEcdsa(hashing, signature, message, accountId);
      } catch {
        // wasm-crypto throws on points that do not decode; that is a bad signature like any other.
        return false;
      }
    },
  };
}
