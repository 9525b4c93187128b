// Where neurons answer (names and hashers of spec 461).

import { blake2_128Concat, identity, storageOf } from "@plexus/core/frame";
import { type Infer, struct, u8, u16, u32, u64, u128 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../../primitives.js";

export const AxonInfo = struct("pallet_subtensor::pallet::AxonInfo", {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
});
export type AxonInfoValue = Infer<typeof AxonInfo>;

export const Axons = storageOf("SubtensorModule").optionalMap(
  "Axons",
  [identity(NetUid), blake2_128Concat(AccountId32)],
  AxonInfo,
  {
    docs: "Address and port at which a hotkey answers requests in a subnet.",
  },
);
