// The provider of browsers: the same wasm, with sha256 from hash-wasm as well.

import { createSHA256 } from "hash-wasm";
import { createHashing } from "./hashes.js";
import { createKeyring } from "./keyring.js";
import type { CryptoProvider } from "./provider.js";
import { createSigning } from "./signing.js";

export async function browserCrypto(): Promise<CryptoProvider> {
  const hasher = await createSHA256();
  const hashing = await createHashing((data) => hasher.init().update(data).digest("binary"));
  return { ...hashing, signing: createSigning(hashing), keyring: createKeyring(hashing) };
}
