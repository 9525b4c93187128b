// The provider of Node programs.

import { createHash } from "node:crypto";
import { createHashing } from "./hashes.js";
import { createKeyring } from "./keyring.js";
import type { CryptoProvider } from "./provider.js";
import { createSigning } from "./signing.js";

function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(data).digest());
}

/** Resolves once the wasm modules are compiled (about 50 ms). */
export async function nativeCrypto(): Promise<CryptoProvider> {
  const hashing = await createHashing(sha256);
  return { ...hashing, signing: createSigning(hashing), keyring: createKeyring(hashing) };
}
