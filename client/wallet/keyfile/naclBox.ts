// Key files as btwallet encrypts them: "$NACL" ‖ 24-byte nonce ‖ XSalsa20-Poly1305 under an Argon2i key with a fixed salt
// (spec: substrate-wire.md §6). The derivation takes half a gibibyte and some seconds on purpose.
import { randomBytes } from "node:crypto";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { fromHex } from "@plexus/core/scale";
import { argon2i } from "hash-wasm";
import { WalletError } from "../walletError.js";

const tag = new TextEncoder().encode("$NACL");
const nonceBytes = 24;
// Fixed by the format, so that equal passwords give equal keys; the cost of a guess is what protects the file.
const salt = fromHex("137183dff15a09bc9c90b5518739e9b1");

/** The file key of a password: 32 bytes, Argon2i v1.3, t = 8, m = 512 MiB, p = 1; about 6 s. */
export function deriveNaclKey(password: string): Promise<Uint8Array> {
  return argon2i({
    // Bytes, not text: the library would normalise text, and btwallet does not.
    password: new TextEncoder().encode(password),
    salt,
    iterations: 8,
    memorySize: 524_288,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });
}

export function sealNacl(plain: Uint8Array, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  return Buffer.concat([tag, nonce, xsalsa20poly1305(key, nonce).encrypt(plain)]);
}

/** Throws WalletError `BadKeyFile`, `WrongPassword`. */
export function openNacl(file: Uint8Array, key: Uint8Array): Uint8Array {
  if (file.length < tag.length + nonceBytes + 16)
    throw new WalletError("BadKeyFile", "the encrypted key file is cut short");
  const nonce = file.slice(tag.length, tag.length + nonceBytes);
  try {
    return xsalsa20poly1305(key, nonce).decrypt(file.slice(tag.length + nonceBytes));
  } catch {
    throw new WalletError("WrongPassword", "this password does not open the key file");
  }
}
