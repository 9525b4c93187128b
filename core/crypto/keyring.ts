// Key pairs over @polkadot/wasm-crypto (audited schnorrkel and dalek compiled to wasm; seven times faster than the
// JavaScript ones, substrate-wire §4).

import * as wasm from "@polkadot/wasm-crypto";
import { concatBytes, encode, fromHex, str, toHex } from "../scale/index.js";
import { parseSecretUri } from "./derivation.js";
import type { Hashing, KeyPair, Keyring } from "./provider.js";
import { ss58Encode } from "./ss58.js";

type Scheme = "sr25519" | "ed25519";

function keyPair(scheme: Scheme, publicKey: Uint8Array, sign: (message: Uint8Array) => Uint8Array): KeyPair {
  return { scheme, publicKey, accountId: toHex(publicKey), address: ss58Encode(publicKey), sign };
}

/** `pair` is wasm-crypto's layout: 64 bytes of secret, 32 of public key. */
function sr25519Pair(pair: Uint8Array): KeyPair {
  const secret = pair.slice(0, 64);
  const publicKey = pair.slice(64, 96);
  return keyPair("sr25519", publicKey, (message) => wasm.sr25519Sign(publicKey, secret, message));
}

function ed25519Pair(seed: Uint8Array): KeyPair {
  const pair = wasm.ed25519KeypairFromSeed(seed);
  const publicKey = pair.slice(32, 64);
  return keyPair("ed25519", publicKey, (message) => wasm.ed25519Sign(publicKey, pair.slice(0, 32), message));
}

const ED25519_HARD = encode(str, "Ed25519HDKD");

/** Requires `waitReady()` of wasm-crypto to have resolved; `nativeCrypto` and `browserCrypto` see to it. */
export function createKeyring(hashing: Hashing): Keyring {
  const miniSecret = (phrase: string, password = ""): Uint8Array => {
    const words = phrase.trim().split(/\s+/).join(" ");
    if (!wasm.bip39Validate(words)) throw new RangeError("not a valid mnemonic: check the words and their order");
    return wasm.bip39ToMiniSecret(words, password);
  };
  const fromSeed = (seed: Uint8Array, scheme: Scheme = "sr25519"): KeyPair => {
    if (seed.length !== 32) throw new RangeError(`a seed has 32 bytes, not ${seed.length}`);
    return scheme === "ed25519" ? ed25519Pair(seed) : sr25519Pair(wasm.sr25519KeypairFromSeed(seed));
  };
  const seedOf = (uri: string) => {
    const { secret, junctions, password } = parseSecretUri(uri, hashing);
    const seed = secret.startsWith("0x") ? fromHex(secret) : miniSecret(secret, password);
    if (seed.length !== 32) throw new RangeError(`a seed has 32 bytes, not ${seed.length}`);
    return { seed, junctions };
  };
  const sr25519FromUri = (uri: string): Uint8Array => {
    const { seed, junctions } = seedOf(uri);
    return junctions.reduce(
      (parent, { hard, chainCode }) =>
        hard ? wasm.sr25519DeriveKeypairHard(parent, chainCode) : wasm.sr25519DeriveKeypairSoft(parent, chainCode),
      wasm.sr25519KeypairFromSeed(seed),
    );
  };
  return {
    miniSecret,
    fromSeed,
    fromSecret(secret, publicKey) {
      if (secret.length !== 64 || publicKey.length !== 32)
        throw new RangeError("secret of 64 and public key of 32 bytes wanted");
      return sr25519Pair(concatBytes(secret, publicKey));
    },
    expandUri(uri) {
      const pair = sr25519FromUri(uri);
      return { secret: pair.slice(0, 64), publicKey: pair.slice(64, 96) };
    },
    fromUri(uri, scheme = "sr25519") {
      if (scheme === "sr25519") return sr25519Pair(sr25519FromUri(uri));
      const { seed, junctions } = seedOf(uri);
      const derived = junctions.reduce((parent, { hard, chainCode }) => {
        if (!hard) throw new RangeError("ed25519 keys have hard junctions only");
        return hashing.blake2b256(concatBytes(ED25519_HARD, parent, chainCode));
      }, seed);
      return fromSeed(derived, "ed25519");
    },
  };
}
