// @plexus/core/crypto: the interface of a provider, and addresses. Implementations: ./native and ./browser.

export { DEVELOPMENT_PHRASE, parseSecretUri, type SecretUri } from "./derivation.js";
export type { CryptoProvider, Hashing, KeyPair, Keyring, SignatureScheme, Signing } from "./provider.js";
export { blake2b64 } from "./shortHash.js";
export { SS58_PREFIX, ss58Decode, ss58Encode } from "./ss58.js";
