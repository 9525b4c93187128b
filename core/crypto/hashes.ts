// Hashing over hash-wasm (blake2b, with hashers made once) and wasm-crypto (xxhash, keccak). hash-wasm's blake2b does
// 0.5–1 M short inputs a second, ten times what plain JavaScript does (engine.md §4.3).

import * as wasm from "@polkadot/wasm-crypto";
import { createBLAKE2b, type IHasher } from "hash-wasm";
import type { Hashing } from "./provider.js";

function oneShot(hasher: IHasher): (data: Uint8Array) => Uint8Array {
  return (data) => hasher.init().update(data).digest("binary");
}

/** `sha256` differs by platform (node:crypto or wasm): it has one meaning, so that either will do. */
export async function createHashing(sha256: (data: Uint8Array) => Uint8Array): Promise<Hashing> {
  await wasm.waitReady();
  const [b128, b256, b512] = await Promise.all([createBLAKE2b(128), createBLAKE2b(256), createBLAKE2b(512)]);
  return {
    blake2b128: oneShot(b128),
    blake2b256: oneShot(b256),
    blake2b512: oneShot(b512),
    twox64: (data) => wasm.twox(data, 1),
    twox128: (data) => wasm.twox(data, 2),
    twox256: (data) => wasm.twox(data, 4),
    sha256,
    keccak256: (data) => wasm.keccak256(data),
  };
}
