// Types that many pallets share, under the path names of spec 461 (target.md §3.1). All are one-field composites: same
// bytes as the plain integer.

import {
  bytes,
  type Codec,
  compact,
  enumeration,
  fixedBytes,
  hex32,
  type Infer,
  i64,
  i128,
  newtype,
  struct,
  u8,
  u16,
  u64,
  u128,
  unit,
} from "@plexus/core/scale";

export const AccountId32 = hex32("sp_core::crypto::AccountId32");
export const H256 = hex32("primitive_types::H256");

export const NetUid = newtype("subtensor_runtime_common::NetUid", u16);
export const MechId = newtype("subtensor_runtime_common::MechId", u8);
/** mechanism × 4096 + netuid (yuma.md §3). */
export const NetUidStorageIndex = newtype("subtensor_runtime_common::NetUidStorageIndex", u16);
/** rao. */
export const TaoBalance = newtype("subtensor_runtime_common::currency::TaoBalance", u64);
/** rao of a subnet's own token. */
export const AlphaBalance = newtype("subtensor_runtime_common::currency::AlphaBalance", u64);
export const PerU16 = newtype("sp_arithmetic::per_things::PerU16", u16);

/** Fixed point, as the bits of value × 2^fraction. The fraction stands in the type's parameter, as in metadata of 461. */
function fixedPoint(path: string, bits: Codec<bigint>, fraction: 32 | 64) {
  const parameter: Codec<undefined> = {
    ...unit,
    type: { kind: "composite", path: `U${fraction}`, parameters: [], fields: [] },
  };
  return struct(path, { bits }, { Frac: parameter });
}
export const I32F32 = fixedPoint("substrate_fixed::FixedI64", i64, 32);
export const I96F32 = fixedPoint("substrate_fixed::FixedI128", i128, 32);
export const I64F64 = fixedPoint("substrate_fixed::FixedI128", i128, 64);
export const U96F32 = fixedPoint("substrate_fixed::FixedU128", u128, 32);
export const U64F64 = fixedPoint("substrate_fixed::FixedU128", u128, 64);

/** mantissa × 10^exponent (yuma.md §2; stable.md 1: the share price of stable stake is 1, so a plain integer). */
export const SafeFloat = struct("share_pool::SafeFloat", { mantissa: u128, exponent: i64 });

/** Account indices are not used on this chain: their compact form has no bytes. */
const NoIndex: Codec<undefined> = { ...unit, type: { kind: "compact", of: unit.type } };

export const MultiAddress = enumeration(
  "sp_runtime::multiaddress::MultiAddress",
  {
    Id: [0, AccountId32],
    Index: [1, NoIndex],
    Raw: [2, bytes],
    Address32: [3, fixedBytes(32)],
    Address20: [4, fixedBytes(20)],
  },
  { AccountId: AccountId32, AccountIndex: unit },
);
export type MultiAddressValue = Infer<typeof MultiAddress>;

export const MultiSignature = enumeration("sp_runtime::MultiSignature", {
  Ed25519: [0, fixedBytes(64)],
  Sr25519: [1, fixedBytes(64)],
  Ecdsa: [2, fixedBytes(65)],
});

export const Weight = struct("sp_weights::weight_v2::Weight", { ref_time: compact(u64), proof_size: compact(u64) });

export const U16_MAX = 65_535;
/** 1 TAO in rao. */
export const TAO = 1_000_000_000n;
