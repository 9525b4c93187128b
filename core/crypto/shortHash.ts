// blake2b with an 8-byte digest, for the ids of runtime APIs. Not a truncation of a longer digest, and needed a few times at
// start-up only, so that no provider has to offer it.

import { blake2b } from "@noble/hashes/blake2.js";

export function blake2b64(data: Uint8Array): Uint8Array {
  return blake2b(data, { dkLen: 8 });
}
