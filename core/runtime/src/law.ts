// The law of one chain, assembled: pallets, crypto, facts. Made once by createRuntime and passed to every step.

import type { CryptoProvider, SignatureScheme } from "@plexus/core/crypto";
import type { Assembly, ChainFacts, RuntimeCallValue } from "@plexus/core/frame";
import { type Codec, concatBytes, DecodeError, utf8 } from "@plexus/core/scale";
import { decodeExtrinsic, type Extrinsic } from "./extrinsic.js";
import type { RuntimeVersion } from "./interface.js";

export interface Law {
  readonly assembly: Assembly;
  readonly crypto: CryptoProvider;
  readonly chain: ChainFacts;
  readonly version: RuntimeVersion;
  /** Undefined where the bytes are no extrinsic. */
  decodeExtrinsic(raw: Uint8Array): Extrinsic | undefined;
  /** The same, with the reason. The bytes are remembered by identity: whoever holds them does not write into them. */
  parseExtrinsic(raw: Uint8Array): Extrinsic | DecodeError;
  /** Where the signature of these very bytes was found good: genesis hash and hash of the era's first block. */
  readonly verifiedAt: WeakMap<Uint8Array, string>;
  /** signing.verify behind a memo: a transaction is checked in the pool, when proposing and when finalising. */
  verify(scheme: SignatureScheme, signature: Uint8Array, message: Uint8Array, accountId: Uint8Array): boolean;
}

/** Signatures remembered. At 96 bytes of key each, well under 2 MB. */
const REMEMBERED_SIGNATURES = 8_192;

/** A pure memo of a pure function: answers never differ from the function's own. Only true answers are kept. */
export function rememberSignatures(crypto: CryptoProvider): Law["verify"] {
  const known = new Set<string>();
  return (scheme, signature, message, accountId) => {
    // The scheme by name: a signature remembered under one must not pass under another.
    const joined = concatBytes(utf8.encode(scheme), signature, accountId, message);
    const key = String.fromCharCode(...crypto.blake2b256(joined));
    if (known.has(key)) return true;
    if (!crypto.signing.verify(scheme, signature, message, accountId)) return false;
    if (known.size >= REMEMBERED_SIGNATURES) known.delete(known.values().next().value as string);
    known.add(key);
    return true;
  };
}

/** A memo by identity: the pool, a vote and the block itself read the same transaction. */
export function rememberExtrinsics(call: () => Codec<RuntimeCallValue>): Law["parseExtrinsic"] {
  const known = new WeakMap<Uint8Array, Extrinsic>();
  return (raw) => {
    const before = known.get(raw);
    if (before) return before;
    try {
      const extrinsic = decodeExtrinsic(call(), raw);
      known.set(raw, extrinsic);
      return extrinsic;
    } catch (error) {
      if (error instanceof DecodeError) return error;
      throw error;
    }
  };
}
