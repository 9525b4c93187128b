// What a commitment may hold: up to three fields of bytes or hashes (chain.md §1.2; numbers of spec 461). Timelocked fields
// and the flag that resets bonds are not built, so they are not listed: a client that asks for one fails before it signs.

import {
  boundedVec,
  bytes,
  type Codec,
  DecodeError,
  enumeration,
  fixedBytes,
  type Infer,
  struct,
  vec,
} from "@plexus/core/scale";

export const MAX_FIELDS = 3;
const MAX_RAW_BYTES = 128;
const MAX_BIG_RAW_BYTES = 512;
const FIRST_RAW = 1;

const BigRaw: Codec<Uint8Array> = {
  ...boundedVec(bytes),
  decode(input) {
    const value = bytes.decode(input);
    if (value.length > MAX_BIG_RAW_BYTES) throw new DecodeError(`${value.length} bytes, at most ${MAX_BIG_RAW_BYTES}`);
    return value;
  },
};

type DataValue =
  | { readonly type: "None"; readonly value?: undefined }
  | {
      readonly type: `Raw${number}` | "BlakeTwo256" | "Sha256" | "Keccak256" | "ShaThree256" | "BigRaw";
      readonly value: Uint8Array;
    };

const raws = Array.from(
  { length: MAX_RAW_BYTES + 1 },
  (_, length) => [`Raw${length}`, [FIRST_RAW + length, fixedBytes(length)]] as const,
);

/** Raw0 … Raw128, four hashes, BigRaw. */
export const Data = enumeration("pallet_commitments::types::Data", {
  None: [0],
  ...Object.fromEntries(raws),
  BlakeTwo256: [130, fixedBytes(32)],
  Sha256: [131, fixedBytes(32)],
  Keccak256: [132, fixedBytes(32)],
  ShaThree256: [133, fixedBytes(32)],
  BigRaw: [136, BigRaw],
}) as unknown as Codec<DataValue>;

export const CommitmentInfo = struct(
  "pallet_commitments::types::CommitmentInfo",
  { fields: boundedVec(vec(Data, MAX_FIELDS)) },
  { MaxFields: undefined },
);
export type CommitmentInfoValue = Infer<typeof CommitmentInfo>;

/** Raw bytes as the variant that holds exactly so many. Throws RangeError for more than 128. */
export function rawData(value: Uint8Array): DataValue {
  if (value.length > MAX_RAW_BYTES) throw new RangeError(`${value.length} bytes, at most ${MAX_RAW_BYTES}`);
  return { type: `Raw${value.length}`, value };
}
