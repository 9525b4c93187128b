// Storage items: one declaration gives the key, the codec, typed access and the metadata entry (architecture §3.2).
// Keys are Substrate's: twox128(pallet) ‖ twox128(item) ‖ hashed keys (substrate-wire §5).

import type { Hashing } from "../crypto/index.js";
import { type Codec, decode, encode, type Infer, Reader } from "../scale/index.js";
import type { Overlay, StateReader } from "./state.js";
import { storageKeys } from "./storageKeys.js";

export type HasherName = "Identity" | "Twox64Concat" | "Blake2_128Concat";

/** One key of a map: how it is encoded, how it is hashed. */
export interface KeyPart<T> {
  readonly codec: Codec<T>;
  readonly hasher: HasherName;
}

export const identity = <T>(codec: Codec<T>): KeyPart<T> => ({ codec, hasher: "Identity" });
export const twox64Concat = <T>(codec: Codec<T>): KeyPart<T> => ({ codec, hasher: "Twox64Concat" });
export const blake2_128Concat = <T>(codec: Codec<T>): KeyPart<T> => ({ codec, hasher: "Blake2_128Concat" });

/** What reading needs: hashes for the key and a state to look in. */
export interface Readable {
  readonly crypto: Hashing;
  readonly state: StateReader;
}
export interface Writable extends Readable {
  readonly state: Overlay;
}

export interface StorageEntry<K extends readonly unknown[] = readonly unknown[], V = unknown> {
  readonly pallet: string;
  readonly name: string;
  readonly modifier: "Default" | "Optional";
  readonly keys: readonly KeyPart<unknown>[];
  readonly value: Codec<unknown>;
  /** SCALE of the default; 0x00 for Optional. Part of metadata: clients decode it where the key is absent. */
  readonly fallback: Uint8Array;
  readonly docs: readonly string[];
  /** The full key, or with fewer keys the prefix that they share. */
  key(crypto: Hashing, ...keys: Partial<K> | K): Uint8Array;
  /** The value for stored bytes; the default (or undefined) for none. */
  decodeValue(bytes: Uint8Array | undefined): V;
  /** The keys inside a full storage key. All hashers used here keep them readable. */
  decodeKeys(key: Uint8Array): K;
  get(from: Readable, ...keys: K): V;
  has(from: Readable, ...keys: K): boolean;
  set(to: Writable, ...keysAndValue: [...K, Exclude<V, undefined>]): void;
  remove(to: Writable, ...keys: K): void;
  /** Reads, changes, writes back. */
  mutate(to: Writable, keys: K, change: (value: V) => Exclude<V, undefined>): void;
  /** All entries that share `prefix` keys, in byte order of the hashed key. */
  entries(from: Readable, ...prefix: unknown[]): Generator<readonly [keys: K, value: Exclude<V, undefined>]>;
  /** Removes all entries that share `prefix` keys; returns how many. */
  clear(to: Writable, ...prefix: unknown[]): number;
}

const HASHED_BYTES: Record<HasherName, number> = { Identity: 0, Twox64Concat: 8, Blake2_128Concat: 16 };

interface Options<V> {
  readonly docs?: string | readonly string[];
  readonly default?: V;
}

function createEntry<K extends readonly unknown[], V>(
  pallet: string,
  name: string,
  parts: readonly KeyPart<unknown>[],
  value: Codec<unknown>,
  modifier: "Default" | "Optional",
  fallback: Uint8Array,
  docs: readonly string[],
): StorageEntry<K, V> {
  const keyOf = storageKeys(pallet, name, parts);
  const entry: StorageEntry<K, V> = {
    pallet,
    name,
    modifier,
    keys: parts,
    value,
    fallback,
    docs,
    key: keyOf,
    decodeValue(bytes) {
      if (bytes === undefined) return (modifier === "Optional" ? undefined : decode(value, fallback)) as V;
      return decode(value, bytes) as V;
    },
    decodeKeys(key) {
      const input = new Reader(key.subarray(32));
      return parts.map((part) => {
        input.raw(HASHED_BYTES[part.hasher]);
        return part.codec.decode(input);
      }) as unknown as K;
    },
    get: (from, ...keys) => entry.decodeValue(from.state.get(entry.key(from.crypto, ...keys))),
    has: (from, ...keys) => from.state.get(entry.key(from.crypto, ...keys)) !== undefined,
    set(to, ...keysAndValue) {
      const keys = keysAndValue.slice(0, -1) as unknown as K;
      to.state.set(entry.key(to.crypto, ...keys), encode(value, keysAndValue[keysAndValue.length - 1]));
    },
    remove: (to, ...keys) => to.state.set(entry.key(to.crypto, ...keys), null),
    mutate(to, keys, change) {
      const key = entry.key(to.crypto, ...keys);
      to.state.set(key, encode(value, change(entry.decodeValue(to.state.get(key)))));
    },
    *entries(from, ...prefix) {
      for (const [key, bytes] of from.state.iterate(entry.key(from.crypto, ...(prefix as unknown as Partial<K>)))) {
        yield [entry.decodeKeys(key), decode(value, bytes) as Exclude<V, undefined>];
      }
    },
    clear(to, ...prefix) {
      const keys = Array.from(
        to.state.iterate(entry.key(to.crypto, ...(prefix as unknown as Partial<K>))),
        ([key]) => key,
      );
      for (const key of keys) to.state.set(key, null);
      return keys.length;
    },
  };
  return entry;
}

type KeysOf<P extends readonly KeyPart<unknown>[]> = {
  -readonly [I in keyof P]: P[I] extends KeyPart<infer T> ? T : never;
};

function docLines(docs: string | readonly string[] | undefined): readonly string[] {
  return docs === undefined ? [] : typeof docs === "string" ? [docs] : docs;
}

const OPTIONAL_FALLBACK = Uint8Array.of(0);

/** Declares the storage items of one pallet. */
export function storageOf(pallet: string) {
  return {
    /** A single value with a default. */
    value<C extends Codec<unknown>>(
      name: string,
      value: C,
      fallback: Infer<C>,
      options: Options<never> = {},
    ): StorageEntry<[], Infer<C>> {
      return createEntry(pallet, name, [], value, "Default", encode(value, fallback), docLines(options.docs));
    },
    /** A single value that may be absent. */
    optionalValue<C extends Codec<unknown>>(
      name: string,
      value: C,
      options: Options<never> = {},
    ): StorageEntry<[], Infer<C> | undefined> {
      return createEntry(pallet, name, [], value, "Optional", OPTIONAL_FALLBACK, docLines(options.docs));
    },
    /** A map whose absent rows read as a default. */
    map<const P extends readonly KeyPart<unknown>[], C extends Codec<unknown>>(
      name: string,
      keys: P,
      value: C,
      fallback: Infer<C>,
      options: Options<never> = {},
    ): StorageEntry<KeysOf<P>, Infer<C>> {
      return createEntry(pallet, name, keys, value, "Default", encode(value, fallback), docLines(options.docs));
    },
    /** A map whose rows may be absent. */
    optionalMap<const P extends readonly KeyPart<unknown>[], C extends Codec<unknown>>(
      name: string,
      keys: P,
      value: C,
      options: Options<never> = {},
    ): StorageEntry<KeysOf<P>, Infer<C> | undefined> {
      return createEntry(pallet, name, keys, value, "Optional", OPTIONAL_FALLBACK, docLines(options.docs));
    },
  };
}

/**
 * The storage items that a module exports, by name. A module's own order is not the same under every loader and bundler,
 * and metadata must be: clients keep it by its hash.
 */
export function storageIn(module: Readonly<Record<string, StorageEntry>>): StorageEntry[] {
  const byName = Object.entries(module).sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.map(([, entry]) => entry);
}
