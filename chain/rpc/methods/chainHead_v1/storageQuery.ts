// Storage queries of the new API (substrate-wire.md §1.3): what may be asked, and the answers one by one.

import type { Hashing } from "@plexus/core/crypto";
import type { StateReader } from "@plexus/core/runtime";
import { concatBytes } from "@plexus/core/scale";
import { hex } from "../../protocol/chainReads.js";
import { readHex } from "../../protocol/params.js";
import { invalidParams } from "../../protocol/rpcError.js";

const KINDS = ["value", "hash", "closestDescendantMerkleValue", "descendantsValues", "descendantsHashes"] as const;
type Kind = (typeof KINDS)[number];

export interface StorageQuery {
  key: Uint8Array;
  kind: Kind;
  startAfter: Uint8Array | undefined;
}

export interface StorageItem {
  key: string;
  value?: string;
  hash?: string;
  closestDescendantMerkleValue?: string;
}

/** Throws RpcError on anything that is not a list of {key, type}. */
export function readStorageQueries(items: readonly unknown[]): StorageQuery[] {
  return items.map((item) => {
    if (typeof item !== "object" || item === null)
      throw invalidParams("a storage item must be an object with key and type");
    const { key, type, paginationStartKey } = item as Record<string, unknown>;
    if (!KINDS.includes(type as Kind)) throw invalidParams(`a storage item's type is one of ${KINDS.join(", ")}`);
    const startAfter = paginationStartKey ? readHex(paginationStartKey, "paginationStartKey") : undefined;
    return { key: readHex(key, "key"), kind: type as Kind, startAfter };
  });
}

/** Lazy, so that a long answer can be sent in parts. Absent keys have no item. */
export function* answerStorage(
  hashing: Hashing,
  state: StateReader,
  queries: readonly StorageQuery[],
): Generator<StorageItem, void> {
  for (const { key, kind, startAfter } of queries) {
    if (kind === "value" || kind === "hash") {
      const value = state.get(key);
      if (value)
        yield kind === "value"
          ? { key: hex(key), value: hex(value) }
          : { key: hex(key), hash: hex(hashing.blake2b256(value)) };
    } else if (kind === "closestDescendantMerkleValue") {
      const digest = subtreeDigest(hashing, state, key);
      if (digest) yield { key: hex(key), closestDescendantMerkleValue: hex(digest) };
    } else {
      for (const [found, value] of state.iterate(key, startAfter)) {
        yield kind === "descendantsValues"
          ? { key: hex(found), value: hex(value) }
          : { key: hex(found), hash: hex(hashing.blake2b256(value)) };
      }
    }
  }
}

/** Any 32 bytes that change when something under the prefix does will do: clients only compare them. */
function subtreeDigest(hashing: Hashing, state: StateReader, prefix: Uint8Array): Uint8Array | undefined {
  let digest: Uint8Array | undefined;
  for (const [key, value] of state.iterate(prefix)) {
    digest = hashing.blake2b256(
      concatBytes(digest ?? new Uint8Array(32), hashing.blake2b256(key), hashing.blake2b256(value)),
    );
  }
  return digest;
}
