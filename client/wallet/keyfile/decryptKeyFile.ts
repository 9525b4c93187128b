// What a key file is wrapped in, and how to open it (spec: substrate-wire.md §6).
import { WalletError } from "../walletError.js";
import { openAnsibleVault } from "./ansibleVault.js";
import { openFernetToken } from "./fernetToken.js";
import { deriveNaclKey, openNacl, sealNacl } from "./naclBox.js";

export type KeyFileWrapping = "plain" | "nacl" | "ansible" | "fernet";

export function wrappingOf(file: Uint8Array): KeyFileWrapping {
  const head = Buffer.from(file.subarray(0, 16)).toString("latin1");
  if (head.startsWith("$NACL")) return "nacl";
  if (head.startsWith("$ANSIBLE_VAULT")) return "ansible";
  return head.startsWith("gAAAAA") ? "fernet" : "plain";
}

/** The JSON inside. Throws WalletError `PasswordRequired`, `WrongPassword`, `BadKeyFile`. */
export async function decryptKeyFile(file: Uint8Array, password: string | undefined): Promise<string> {
  const wrapping = wrappingOf(file);
  const text = () => Buffer.from(file).toString("utf8");
  if (wrapping === "plain") return text();
  if (password === undefined)
    throw new WalletError("PasswordRequired", "the key file is encrypted: a password is needed");
  if (wrapping === "nacl") return Buffer.from(openNacl(file, await deriveNaclKey(password))).toString("utf8");
  const plain = wrapping === "ansible" ? openAnsibleVault(text(), password) : await openFernetToken(text(), password);
  return Buffer.from(plain).toString("utf8");
}

/** Encrypts as btwallet does today. */
export async function encryptKeyFile(json: string, password: string): Promise<Uint8Array> {
  return sealNacl(new TextEncoder().encode(json), await deriveNaclKey(password));
}
