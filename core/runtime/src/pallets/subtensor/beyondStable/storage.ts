// What clients read about features that stable subnets do not have (client-needs.json). Nothing writes these items: each
// says by its default what is true here (nothing is locked, nothing is queued, no collateral is asked). They exist so that a
// client's journey does not end at a missing name. Names, hashers and defaults of spec 461.

import { blake2_128Concat, identity, storageOf, twox64Concat } from "@plexus/core/frame";
import {
  bool,
  boundedVec,
  btreeMap,
  bytes,
  struct,
  tuple,
  u8,
  u16,
  u32,
  u64,
  u128,
  unit,
  vec,
} from "@plexus/core/scale";
import {
  AccountId32,
  AlphaBalance,
  H256,
  I64F64,
  I96F32,
  MechId,
  NetUid,
  NetUidStorageIndex,
  PerU16,
  U64F64,
} from "../../../primitives.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);
const account = blake2_128Concat(AccountId32);
const docs = { docs: "A feature of dynamic subnets. Always at its default on this chain." };

const LockState = struct("pallet_subtensor::staking::lock::LockState", {
  locked_mass: AlphaBalance,
  conviction: U64F64,
  last_update: u64,
});

export const Lock = storage.optionalMap("Lock", [account, subnet, account], LockState, docs);
export const HotkeyLock = storage.optionalMap("HotkeyLock", [subnet, account], LockState, docs);
export const DecayingHotkeyLock = storage.optionalMap("DecayingHotkeyLock", [subnet, account], LockState, docs);
export const OwnerLock = storage.optionalMap("OwnerLock", [subnet], LockState, docs);
export const DecayingOwnerLock = storage.optionalMap("DecayingOwnerLock", [subnet], LockState, docs);
export const DecayingLock = storage.optionalMap("DecayingLock", [account, subnet], bool, docs);
export const MaturityRate = storage.value("MaturityRate", u64, 934_866n, docs);
export const UnlockRate = storage.value("UnlockRate", u64, 934_866n, docs);
export const OwnerCutAutoLockEnabled = storage.map("OwnerCutAutoLockEnabled", [subnet], bool, false, docs);

export const CollateralLockShare = storage.map("CollateralLockShare", [subnet], u16, 0, docs);
export const SubnetEmaTaoFlow = storage.optionalMap("SubnetEmaTaoFlow", [subnet], tuple(u64, I64F64), docs);
export const SubnetProtocolAlpha = storage.map("SubnetProtocolAlpha", [subnet], AlphaBalance, 0n, docs);
export const MaxMechanismCount = storage.value("MaxMechanismCount", MechId, 2, docs);

export const ChildKeys = storage.map("ChildKeys", [account, subnet], vec(tuple(u64, AccountId32)), [], docs);
export const ParentKeys = storage.map("ParentKeys", [account, subnet], vec(tuple(u64, AccountId32)), [], docs);
export const PendingChildKeys = storage.map(
  "PendingChildKeys",
  [subnet, account],
  tuple(vec(tuple(u64, AccountId32)), u64),
  [[], 0n],
  docs,
);
export const AutoStakeDestination = storage.optionalMap("AutoStakeDestination", [account, subnet], AccountId32, docs);

export const ColdkeySwapAnnouncements = storage.optionalMap(
  "ColdkeySwapAnnouncements",
  [twox64Concat(AccountId32)],
  tuple(u32, H256),
  docs,
);
export const ColdkeySwapDisputes = storage.optionalMap("ColdkeySwapDisputes", [twox64Concat(AccountId32)], u32, docs);
export const DissolveCleanupQueue = storage.value("DissolveCleanupQueue", vec(NetUid), [], docs);

const NeuronCertificate = struct("pallet_subtensor::pallet::NeuronCertificate", {
  public_key: boundedVec(bytes),
  algorithm: u8,
});
const ChainIdentityV2 = struct("pallet_subtensor::pallet::ChainIdentityV2", {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
});

export const NeuronCertificates = storage.optionalMap("NeuronCertificates", [subnet, account], NeuronCertificate, docs);
export const IdentitiesV2 = storage.optionalMap("IdentitiesV2", [account], ChainIdentityV2, docs);
export const AccountFlags = storage.map("AccountFlags", [account], u128, 0n, docs);
export const ChildkeyTake = storage.map("ChildkeyTake", [account, subnet], PerU16, 0, docs);
export const MinChildkeyTakePerSubnet = storage.map("MinChildkeyTakePerSubnet", [subnet], PerU16, 0, docs);
export const LockingColdkeys = storage.optionalMap("LockingColdkeys", [subnet, account, account], unit, docs);
export const RootStakeUnlockInterval = storage.value("RootStakeUnlockInterval", u64, 0n, docs);
export const NominatorMinRequiredStake = storage.value("NominatorMinRequiredStake", u64, 0n, docs);
export const SubnetEmissionEnabled = storage.map("SubnetEmissionEnabled", [subnet], bool, true, docs);

export const RootAlphaDividendsPerSubnet = storage.map(
  "RootAlphaDividendsPerSubnet",
  [subnet, account],
  AlphaBalance,
  0n,
  docs,
);
export const RootClaimable = storage.map("RootClaimable", [account], btreeMap(NetUid, I96F32), [], docs);
export const RootClaimed = storage.map("RootClaimed", [subnet, account, account], u128, 0n, docs);

export const TimelockedWeightCommits = storage.map(
  "TimelockedWeightCommits",
  [twox64Concat(NetUidStorageIndex), twox64Concat(u64)],
  vec(tuple(AccountId32, u64, boundedVec(bytes), u64)),
  [],
  docs,
);
