// Hex strings and bytes. A 32-byte key travels through the law as lower-case "0x…" text: unlike Uint8Array it compares
// with === and keys a Map. Bytes appear only at the codec.

export type Hex = `0x${string}`;

// Hex is made and read for every hash and account of every transaction, so it goes by tables and one text at a time: a text put
// together from 32 pieces costs a piece of memory for each.
const DIGITS = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  VALUES[digit.charCodeAt(0)] = value;
  VALUES[digit.toUpperCase().charCodeAt(0)] = value;
}
const ascii = new TextDecoder("latin1");

/** Room for the digits of short values, the prefix written once: made text never refers to it. */
const room = new Uint8Array(2 + 2 * 64);
room.set([0x30, 0x78]);
const roomOf32 = room.subarray(0, 2 + 2 * 32);

/** Lower-case hex of `bytes`, with 0x. */
export function toHex(bytes: Uint8Array): Hex {
  return hexOf(bytes, 0, bytes.length);
}

/** Hex of the `length` bytes from `from` on, which are there. */
export function hexOf(bytes: Uint8Array, from: number, length: number): Hex {
  const text = length === 32 ? roomOf32 : length <= 64 ? room.subarray(0, 2 + 2 * length) : longRoom(length);
  for (let i = from, at = 2; i < from + length; i++) {
    const byte = bytes[i] as number;
    text[at++] = DIGITS[byte >> 4] as number;
    text[at++] = DIGITS[byte & 15] as number;
  }
  return ascii.decode(text) as Hex;
}

function longRoom(length: number): Uint8Array {
  const text = new Uint8Array(2 + 2 * length);
  text.set([0x30, 0x78]);
  return text;
}

/** Bytes of a hex string, with or without 0x, either case. Throws RangeError on an odd length or a foreign character. */
export function fromHex(hex: string): Uint8Array {
  const start = hex.startsWith("0x") ? 2 : 0;
  if ((hex.length - start) % 2 !== 0) throw new RangeError(`hex of odd length (${hex.length - start} digits)`);
  const bytes = new Uint8Array((hex.length - start) / 2);
  for (let i = 0, at = start; i < bytes.length; i++, at += 2) {
    const high = VALUES[hex.charCodeAt(at)] ?? -1;
    const low = VALUES[hex.charCodeAt(at + 1)] ?? -1;
    if (high < 0 || low < 0) throw new RangeError(`not a hex digit near position ${at}`);
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
