// For tests and figures only: chains of plain state in a store, with real headers, where the law itself is not at stake.

import { encodeHeader, hashOfHeader } from "@plexus/chain/engine";
import { Store, type StoreOptions } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { extrinsicsRoot } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";

export const hashing: Hashing = await nativeCrypto();

export type PlainChanges = ReadonlyMap<Hex, Uint8Array | null>;

export class StoreChain {
  readonly store: Store;

  constructor(options: StoreOptions) {
    this.store = new Store(options);
  }

  /** Adds a block that makes these changes; returns its hash. */
  add(changes: PlainChanges, extrinsics: Uint8Array[] = []): Hex {
    const { store } = this;
    const number = store.head ? store.head.number + 1 : 0;
    const staged = store.stage(changes);
    const header = encodeHeader({
      parentHash: store.head?.hash ?? `0x${"00".repeat(32)}`,
      number,
      stateRoot: staged.root,
      extrinsicsRoot: extrinsicsRoot(hashing, extrinsics),
      digest: [],
    });
    const hash = hashOfHeader(hashing, header);
    const hashes = extrinsics.map((extrinsic): Hex => toHex(hashing.blake2b256(extrinsic)));
    store.commit(staged, { number, hash, header, extrinsics }, hashes, [], true);
    return hash;
  }
}

/** `count` entries of `bytes` random-looking bytes each, the same for the same salt. */
export function plainState(count: number, bytes: number, salt: string): Map<Hex, Uint8Array> {
  const changes = new Map<Hex, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const key = hashing.blake2b256(Buffer.from(`${salt} ${index}`));
    const value = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += 32) value.set(key.subarray(0, Math.min(32, bytes - at)), at);
    changes.set(toHex(key), value);
  }
  return changes;
}
