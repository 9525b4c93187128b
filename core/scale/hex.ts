// Hex strings and bytes. A 32-byte key travels through the law as lower-case "0x…" text: unlike Uint8Array it compares
// with === and keys a Map. Bytes appear only at the codec.

export type Hex = `0x${string}`;

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hex of `bytes`, with 0x. */
export function toHex(bytes: Uint8Array): Hex {
  let text = "0x";
  for (let i = 0; i < bytes.length; i++) text += DIGITS[bytes[i] as number];
  return text as Hex;
}

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}

/** Bytes of a hex string, with or without 0x, either case. Throws RangeError on an odd length or a foreign character. */
export function fromHex(hex: string): Uint8Array {
  const start = hex.startsWith("0x") ? 2 : 0;
  if ((hex.length - start) % 2 !== 0) throw new RangeError(`hex of odd length (${hex.length - start} digits)`);
  const bytes = new Uint8Array((hex.length - start) / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = nibble(hex.charCodeAt(start + 2 * i));
    const low = nibble(hex.charCodeAt(start + 2 * i + 1));
    if (high < 0 || low < 0) throw new RangeError(`not a hex digit near position ${start + 2 * i}`);
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

/** The concatenation of `parts`. */
export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** -1, 0 or 1: byte order, shorter first. The order of keys in state (architecture §3.6). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder("utf-8", { fatal: true });

export const utf8 = {
  encode: (text: string): Uint8Array => utf8Encoder.encode(text),
  /** Throws TypeError where the bytes are not UTF-8. */
  decode: (bytes: Uint8Array): string => utf8Decoder.decode(bytes),
};
