// New phrases, and checking those that people type (BIP-39, English).
import { generateMnemonic, validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { WalletError } from "./walletError.js";

export type WordCount = 12 | 15 | 18 | 21 | 24;

/** A fresh phrase from the system's randomness. */
export function createMnemonic(words: WordCount = 12): string {
  return generateMnemonic(wordlist, (words / 3) * 32);
}

/** The phrase with single spaces in lower case. Throws WalletError `BadMnemonic`, without repeating it. */
export function normaliseMnemonic(phrase: string): string {
  const words = phrase.trim().toLowerCase().split(/\s+/);
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) throw new WalletError("BadMnemonic", `word ${unknown + 1} is not in the list of BIP-39`);
  const joined = words.join(" ");
  if (!validateMnemonic(joined, wordlist)) {
    throw new WalletError(
      "BadMnemonic",
      `${words.length} words whose checksum is wrong: a word is missing or out of place`,
    );
  }
  return joined;
}
