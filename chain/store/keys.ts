// How keys lie in LMDB. State lies under Substrate's own keys; the history index appends a height to a key of any
// length, so the key is terminated in a way that keeps byte order and lets no key be a prefix of another's entries.

/** LMDB refuses longer keys; escaping doubles zero bytes, so the state key itself is held well below. */
export const MAX_STATE_KEY_BYTES = 960;

/** Big-endian, so that byte order is numeric order. */
export function heightKey(height: number): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(height);
  return key;
}

/** `key` with every 0x00 written 0x00 0xff and closed by 0x00 0x00: order is kept, no code is a prefix of another. */
export function terminated(key: Uint8Array, extraBytes = 0): Buffer {
  const out = Buffer.allocUnsafe(escapedLength(key) + 2 + extraBytes);
  let at = escapeInto(key, out);
  out[at++] = 0;
  out[at++] = 0;
  return out;
}

/** The escaped form without its end: the common start of every terminated key that begins with `prefix`. */
export function escaped(prefix: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(escapedLength(prefix));
  escapeInto(prefix, out);
  return out;
}

/** terminated(key) ‖ height. */
export function historyKey(key: Uint8Array, height: number): Buffer {
  const out = terminated(key, 4);
  out.writeUInt32BE(height, out.length - 4);
  return out;
}

/** The parts of a history key. */
export function splitHistoryKey(bytes: Uint8Array): { key: Uint8Array; height: number } {
  const end = bytes.length - 6;
  const key = Buffer.allocUnsafe(end);
  let length = 0;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] as number;
    key[length++] = byte;
    if (byte === 0) at++;
  }
  const tail = bytes.length - 4;
  const height =
    (bytes[tail] as number) * 0x1000000 +
    (((bytes[tail + 1] as number) << 16) | ((bytes[tail + 2] as number) << 8) | (bytes[tail + 3] as number));
  return { key: key.subarray(0, length), height };
}

/** The first key after all that start with `prefix`; undefined if none can be (prefix empty or all 0xff). */
export function afterPrefix(prefix: Uint8Array): Buffer | undefined {
  for (let at = prefix.length - 1; at >= 0; at--) {
    if (prefix[at] !== 0xff) {
      const next = Buffer.from(prefix.subarray(0, at + 1));
      next[at] = (prefix[at] as number) + 1;
      return next;
    }
  }
  return undefined;
}

export function startsWith(key: Uint8Array, prefix: Uint8Array): boolean {
  if (key.length < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (key[i] !== prefix[i]) return false;
  return true;
}

function escapedLength(key: Uint8Array): number {
  let length = key.length;
  for (let i = 0; i < key.length; i++) if (key[i] === 0) length++;
  return length;
}

function escapeInto(key: Uint8Array, out: Buffer): number {
  let at = 0;
  for (let i = 0; i < key.length; i++) {
    const byte = key[i] as number;
    out[at++] = byte;
    if (byte === 0) out[at++] = 0xff;
  }
  return at;
}
