// What the law asks of cryptography. `core` never imports an implementation: a node hands in one provider, a browser
// another, and both must agree on every input (architecture §2). Therefore signature checks of both come from the same
// wasm code: OpenSSL's ed25519 accepts a slightly different set of encodings, which would split a chain.

import type { Hex } from "../scale/index.js";

export type SignatureScheme = "ed25519" | "sr25519" | "ecdsa";

/** Synchronous hash functions, bytes to bytes. */
export interface Hashing {
  blake2b128(data: Uint8Array): Uint8Array;
  blake2b256(data: Uint8Array): Uint8Array;
  blake2b512(data: Uint8Array): Uint8Array;
  twox64(data: Uint8Array): Uint8Array;
  twox128(data: Uint8Array): Uint8Array;
  twox256(data: Uint8Array): Uint8Array;
  sha256(data: Uint8Array): Uint8Array;
  keccak256(data: Uint8Array): Uint8Array;
}

export interface Signing {
  /**
   * Whether `signature` (64 bytes; ecdsa 65) over `message` is by the account. For ecdsa the account is the blake2-256
   * of the compressed public key, as MultiSignature has it. sr25519 uses the context "substrate". Never throws.
   */
  verify(scheme: SignatureScheme, signature: Uint8Array, message: Uint8Array, accountId: Uint8Array): boolean;
}

/** A key that can sign. The secret stays inside. */
export interface KeyPair {
  readonly scheme: SignatureScheme;
  readonly publicKey: Uint8Array;
  readonly accountId: Hex;
  /** SS58, prefix 42. */
  readonly address: string;
  sign(message: Uint8Array): Uint8Array;
}

export interface Keyring {
  /** A mnemonic, a 0x seed or nothing, then a path of //hard and /soft junctions: "//Alice", "word … word//0". */
  fromUri(uri: string, scheme?: "sr25519" | "ed25519"): KeyPair;
  /** From a 32-byte mini-secret. */
  fromSeed(seed: Uint8Array, scheme?: "sr25519" | "ed25519"): KeyPair;
  /** From the 64-byte expanded secret that btwallet keeps (sr25519). */
  fromSecret(secret: Uint8Array, publicKey: Uint8Array): KeyPair;
  /**
   * The 64-byte expanded secret and public key of a sr25519 URI, as `fromSecret` takes them. Only for writing key files:
   * everything else signs through a KeyPair, which keeps its secret to itself.
   */
  expandUri(uri: string): { secret: Uint8Array; publicKey: Uint8Array };
  /** The mini-secret of a BIP-39 phrase, as Substrate derives it (from the entropy, not the seed). */
  miniSecret(phrase: string, password?: string): Uint8Array;
}

export interface CryptoProvider extends Hashing {
  readonly signing: Signing;
  readonly keyring: Keyring;
}
