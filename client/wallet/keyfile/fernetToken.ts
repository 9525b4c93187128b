// Reads Fernet tokens ("gAAAAA…"), the oldest form of key files: AES-128-CBC with HMAC-SHA256 under a PBKDF2 key of
// 10,000,000 rounds and a fixed salt (Fernet specification 0x80; constants: bittensor's key file code). Never written.
import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { WalletError } from "../walletError.js";

const salt = "Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins";
const rounds = 10_000_000;

/** Throws WalletError `BadKeyFile`, `WrongPassword`. Takes some seconds. */
export async function openFernetToken(file: string, password: string): Promise<Uint8Array> {
  const token = Buffer.from(file.trim(), "base64url");
  const cipherLength = token.length - 1 - 8 - 16 - 32;
  if (token[0] !== 0x80 || cipherLength <= 0 || cipherLength % 16 !== 0)
    throw new WalletError("BadKeyFile", "the Fernet token is damaged");
  const key = await promisify(pbkdf2)(password, salt, rounds, 32, "sha256");
  const signed = token.subarray(0, -32);
  const expected = createHmac("sha256", key.subarray(0, 16)).update(signed).digest();
  if (!timingSafeEqual(expected, token.subarray(-32)))
    throw new WalletError("WrongPassword", "this password does not open the key file");
  const decipher = createDecipheriv("aes-128-cbc", key.subarray(16, 32), token.subarray(9, 25));
  return Buffer.concat([decipher.update(token.subarray(25, -32)), decipher.final()]);
}
