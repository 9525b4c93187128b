// Decoded values as JSON that a person can read: accounts as addresses, amounts as decimal text, text where bytes are text.

import { ss58Encode } from "@plexus/core/crypto";
import { type Hex, toHex, utf8 } from "@plexus/core/scale";

/** Addresses remembered: a transfer names its two accounts ten times, and each costs a hash and a base change. */
const REMEMBERED = 4_096;
const addresses = new Map<Hex, string>();

export function addressOf(account: Hex): string {
  let address = addresses.get(account);
  if (address === undefined) {
    address = ss58Encode(account);
    if (addresses.size >= REMEMBERED) addresses.clear();
    addresses.set(account, address);
  }
  return address;
}

const ACCOUNT = /^0x[0-9a-f]{64}$/;
const PRINTABLE = /^[\x20-\x7e]{1,256}$/;

export function readable(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") return value.length === 66 && ACCOUNT.test(value) ? addressOf(value as Hex) : value;
  if (value instanceof Uint8Array) return bytesText(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === "object" && value !== null) {
    const shown: Record<string, unknown> = {};
    for (const name of Object.keys(value)) shown[name] = readable((value as Record<string, unknown>)[name]);
    return shown;
  }
  return value ?? null;
}

function bytesText(bytes: Uint8Array): string {
  try {
    const text = utf8.decode(bytes);
    if (PRINTABLE.test(text)) return text;
  } catch {
    // Not UTF-8: shown as hex.
  }
  return toHex(bytes);
}
