// Reads "$ANSIBLE_VAULT;1.1;AES256", the form of old key files: hex of (salt, hmac, ciphertext in hex lines), PBKDF2-SHA256
// with 10,000 rounds, AES-256-CTR, PKCS#7 (Ansible's documentation, "Vault format"). Never written.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import { WalletError } from "../walletError.js";

const damaged = () => new WalletError("BadKeyFile", "the Ansible vault is damaged");

/** Throws WalletError `BadKeyFile`, `WrongPassword`. */
export function openAnsibleVault(file: string, password: string): Uint8Array {
  const [header = "", ...lines] = file.split(/\r?\n/);
  if (!/^\$ANSIBLE_VAULT;1\.[12];AES256(;|$)/.test(header))
    throw new WalletError("BadKeyFile", "an unknown kind of Ansible vault");
  const inner = Buffer.from(lines.join("").trim(), "hex").toString("latin1").split("\n");
  const [salt, mac, cipherText] = inner.map((line) => Buffer.from(line, "hex"));
  if (salt?.length !== 32 || mac?.length !== 32 || cipherText === undefined || cipherText.length === 0) throw damaged();

  const keys = pbkdf2Sync(password, salt, 10_000, 80, "sha256");
  const expected = createHmac("sha256", keys.subarray(32, 64)).update(cipherText).digest();
  if (!timingSafeEqual(expected, mac))
    throw new WalletError("WrongPassword", "this password does not open the key file");
  const decipher = createDecipheriv("aes-256-ctr", keys.subarray(0, 32), keys.subarray(64, 80));
  const padded = Buffer.concat([decipher.update(cipherText), decipher.final()]);
  const padding = padded[padded.length - 1] ?? 0;
  if (padding === 0 || padding > 16 || padding > padded.length) throw damaged();
  return padded.subarray(0, padded.length - padding);
}
