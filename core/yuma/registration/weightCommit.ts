/** The hash that commits weights before they are revealed (chain.md §2.5): Blake2-256 of the SCALE tuple. */
export interface WeightCommit {
  /** 32 bytes. */
  readonly hotkey: Uint8Array;
  /** mechanism × 4096 + netuid. */
  readonly storageIndex: number;
  readonly uids: readonly number[];
  readonly values: readonly number[];
  readonly salt: readonly number[];
  readonly versionKey: bigint;
}

/** SCALE compact length, below 2^30. */
function compactLength(length: number): number[] {
  if (length < 64) return [length << 2];
  if (length < 16384) return [((length & 63) << 2) | 1, length >> 6];
  if (length >= 2 ** 30) throw new RangeError(`too long: ${length}`);
  const packed = length * 4 + 2;
  return [packed & 255, (packed >>> 8) & 255, (packed >>> 16) & 255, packed >>> 24];
}

function u16(value: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value > 65535) throw new RangeError(`not a u16: ${value}`);
  return [value & 255, value >> 8];
}

function u16List(values: readonly number[]): number[] {
  return [...compactLength(values.length), ...values.flatMap(u16)];
}

/** SCALE of (hotkey, storage index, uids, values, salt, version key). */
export function weightCommitPreimage(commit: WeightCommit): Uint8Array {
  if (commit.hotkey.length !== 32) throw new RangeError("a hotkey is 32 bytes");
  const version = new Uint8Array(8);
  new DataView(version.buffer).setBigUint64(0, commit.versionKey, true);
  return Uint8Array.from([
    ...commit.hotkey,
    ...u16(commit.storageIndex),
    ...u16List(commit.uids),
    ...u16List(commit.values),
    ...u16List(commit.salt),
    ...version,
  ]);
}

export function weightCommitHash(
  hashing: { blake2b256(bytes: Uint8Array): Uint8Array },
  commit: WeightCommit,
): Uint8Array {
  return hashing.blake2b256(weightCommitPreimage(commit));
}
