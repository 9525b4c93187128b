// Passwords that btwallet's tools leave in the environment: base64 of the password XORed with the variable's own name
// (spec: substrate-wire.md §6). It hides nothing; it is read so that scripts written for those tools work.
import { WalletError } from "./walletError.js";

/** The password kept under this name, or undefined where there is none. Throws WalletError `BadKeyFile`. */
export function passwordFromEnvironment(variable: string): string | undefined {
  const stored = process.env[variable];
  if (stored === undefined || variable === "") return undefined;
  const name = Buffer.from(variable);
  const bytes = Buffer.from(stored.trim(), "base64").map((byte, index) => byte ^ (name[index % name.length] as number));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new WalletError("BadKeyFile", `${variable} does not hold a password in btwallet's form`);
  }
}
