// Shapes that several answers share, as 461 has them.

import {
  bool,
  bytes,
  type Codec,
  compact,
  type Infer,
  option,
  struct,
  u8,
  u16,
  u32,
  u64,
  u128,
  vec,
} from "@plexus/core/scale";
import { AccountId32, PerU16 } from "../../../primitives.js";
import { AxonInfo } from "../serving/storage.js";

export { AxonInfo };

export const PrometheusInfo = struct("pallet_subtensor::pallet::PrometheusInfo", {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
});
export const NO_PROMETHEUS: Infer<typeof PrometheusInfo> = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 };

export const NO_AXON: Infer<typeof AxonInfo> = {
  block: 0n,
  version: 0,
  ip: 0n,
  port: 0,
  ip_type: 0,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
};

/** Identities of accounts are not kept yet: these are only ever absent, and clients want the type. */
export const ChainIdentityV2 = struct("pallet_subtensor::pallet::ChainIdentityV2", {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
});
export const CompactText = vec(compact(u8));
export const CompactU16 = compact(u16);
export const CompactU64 = compact(u64);
/** A codec under the parameter name that 461's generic answers have. */
export const ofAccount = { AccountId: AccountId32 };
export const proportions = vec(compact(PerU16));
export const flags = vec(bool);
export const accounts = vec(AccountId32);
export const maybe = <T>(codec: Codec<T>): Codec<T | undefined> => option(codec);
