// The keys of one storage item, with two pure memos: a block asks for the same few keys a dozen times, and each costs hashes.
// Nobody writes into a key that was handed out.

import type { Hashing } from "../crypto/index.js";
import { concatBytes, encode, utf8 } from "../scale/index.js";
import { rememberHex } from "./state.js";
import type { HasherName, KeyPart } from "./storage.js";

/** Keys that a map remembers, of one part that is text or a small number. At most 0.5 MB for an item. */
const REMEMBERED_KEYS = 2_048;

function hashKey(crypto: Hashing, hasher: HasherName, encoded: Uint8Array): Uint8Array {
  if (hasher === "Identity") return encoded;
  const hash = hasher === "Twox64Concat" ? crypto.twox64(encoded) : crypto.blake2b128(encoded);
  return concatBytes(hash, encoded);
}

/** What is made once for each hashing, and kept as long as that is. */
function onceFor<T>(make: (crypto: Hashing) => T): (crypto: Hashing) => T {
  const made = new WeakMap<Hashing, { readonly value: T }>();
  return (crypto) => {
    let held = made.get(crypto);
    if (!held) {
      held = { value: make(crypto) };
      made.set(crypto, held);
    }
    return held.value;
  };
}

/** The full key; with fewer keys than parts, the prefix that they share. */
export function storageKeys(pallet: string, name: string, parts: readonly KeyPart<unknown>[]) {
  const prefixOf = onceFor((crypto) => {
    const prefix = concatBytes(crypto.twox128(utf8.encode(pallet)), crypto.twox128(utf8.encode(name)));
    rememberHex(prefix);
    return prefix;
  });
  const rememberedFor = onceFor(() => new Map<unknown, Uint8Array>());
  const single = parts.length === 1 ? parts[0] : undefined;

  function singleKey(crypto: Hashing, part: KeyPart<unknown>, key: string | number): Uint8Array {
    const known = rememberedFor(crypto);
    let full = known.get(key);
    if (!full) {
      full = concatBytes(prefixOf(crypto), hashKey(crypto, part.hasher, encode(part.codec, key)));
      rememberHex(full);
      if (known.size >= REMEMBERED_KEYS) known.clear();
      known.set(key, full);
    }
    return full;
  }

  return (crypto: Hashing, ...keys: readonly unknown[]): Uint8Array => {
    if (keys.length === 0) return prefixOf(crypto);
    const [first] = keys;
    if (single && keys.length === 1 && (typeof first === "string" || typeof first === "number"))
      return singleKey(crypto, single, first);
    const hashed = keys.map((key, i) => {
      const part = parts[i];
      if (!part) throw new RangeError(`${pallet}.${name} has ${parts.length} keys`);
      return hashKey(crypto, part.hasher, encode(part.codec, key));
    });
    return concatBytes(prefixOf(crypto), ...hashed);
  };
}
