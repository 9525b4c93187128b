// StakeInfoRuntimeApi and DelegateInfoRuntimeApi: who staked what, on whom. Stake lies on netuid 0 (stable.md 1, 9).

import { apiMethod, type ReadContext, type RuntimeApi } from "@plexus/core/frame";
import { bool, btreeMap, compact, type Hex, type Infer, option, struct, tuple, u64, vec } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, NetUid, PerU16, TaoBalance } from "../../../primitives.js";
import { Delegates } from "../delegation/storage.js";
import { ValidatorPermit } from "../epoch/storage.js";
import { ROOT_NETUID as ROOT } from "../noAccount.js";
import { Uids } from "../registration/storage.js";
import { nominationsOf, stakeOf } from "../staking/stake.js";
import { Owner, StakingHotkeys } from "../staking/storage.js";
import { allNetuids } from "../subnets/networks.js";
import { CompactU64, ofAccount } from "./shapes.js";

const StakeInfo = struct(
  "pallet_subtensor::rpc_info::stake_info::StakeInfo",
  {
    hotkey: AccountId32,
    coldkey: AccountId32,
    netuid: compact(NetUid),
    stake: compact(AlphaBalance),
    locked: CompactU64,
    emission: compact(AlphaBalance),
    tao_emission: compact(TaoBalance),
    drain: CompactU64,
    is_registered: bool,
  },
  ofAccount,
);
type StakeInfoValue = Infer<typeof StakeInfo>;

function stakeInfo(ctx: ReadContext, hotkey: Hex, coldkey: Hex, netuid: number): StakeInfoValue {
  return {
    hotkey,
    coldkey,
    netuid,
    stake: netuid === ROOT ? stakeOf(ctx, hotkey, coldkey) : 0n,
    locked: 0n,
    emission: 0n,
    tao_emission: 0n,
    drain: 0n,
    is_registered: Uids.has(ctx, netuid, hotkey),
  };
}

function stakesOf(ctx: ReadContext, coldkey: Hex): StakeInfoValue[] {
  return StakingHotkeys.get(ctx, coldkey)
    .map((hotkey) => stakeInfo(ctx, hotkey, coldkey, ROOT))
    .filter(({ stake }) => stake > 0n);
}

const StakeAvailability = struct("pallet_subtensor::rpc_info::stake_info::StakeAvailability", {
  total: compact(AlphaBalance),
  locked: compact(AlphaBalance),
  available: compact(AlphaBalance),
});
const Availability = btreeMap(NetUid, StakeAvailability);
const AvailabilityByColdkey = btreeMap(AccountId32, Availability);

/** Nothing is ever locked in stable subnets: all stake is available. Maps are in key order. */
function availability(
  ctx: ReadContext,
  coldkeys: readonly Hex[],
  netuids: readonly number[] | undefined,
): Infer<typeof AvailabilityByColdkey> {
  const wanted = netuids === undefined || netuids.includes(ROOT);
  return [...new Set(coldkeys)].sort().map((coldkey) => {
    const total = stakesOf(ctx, coldkey).reduce((sum, { stake }) => sum + stake, 0n);
    const rows: Infer<typeof Availability> =
      wanted && total > 0n ? [[ROOT, { total, locked: 0n, available: total }]] : [];
    return [coldkey, rows] as const;
  });
}

export const stakeInfoApi: RuntimeApi = {
  name: "StakeInfoRuntimeApi",
  version: 1,
  docs: "Stakes by coldkey.",
  methods: {
    get_stake_info_for_coldkey: apiMethod(
      { coldkey_account: AccountId32 },
      vec(StakeInfo),
      "All stakes of a coldkey.",
      (ctx, args) => stakesOf(ctx, args.coldkey_account),
    ),
    get_stake_info_for_coldkeys: apiMethod(
      { coldkey_accounts: vec(AccountId32) },
      vec(tuple(AccountId32, vec(StakeInfo))),
      "All stakes of several coldkeys.",
      (ctx, args) => args.coldkey_accounts.map((coldkey): [Hex, StakeInfoValue[]] => [coldkey, stakesOf(ctx, coldkey)]),
    ),
    get_stake_info_for_hotkey_coldkey_netuid: apiMethod(
      { hotkey_account: AccountId32, coldkey_account: AccountId32, netuid: NetUid },
      option(StakeInfo),
      "One stake.",
      (ctx, args) => stakeInfo(ctx, args.hotkey_account, args.coldkey_account, args.netuid),
    ),
    get_stake_availability_for_coldkeys: apiMethod(
      { coldkey_accounts: vec(AccountId32), netuids: option(vec(NetUid)) },
      AvailabilityByColdkey,
      "What could be unstaked now.",
      (ctx, args) => availability(ctx, args.coldkey_accounts, args.netuids),
    ),
  },
};

const DelegateInfo = struct(
  "pallet_subtensor::rpc_info::delegate_info::DelegateInfo",
  {
    delegate_ss58: AccountId32,
    take: compact(PerU16),
    nominators: vec(tuple(AccountId32, vec(tuple(compact(NetUid), compact(u64))))),
    owner_ss58: AccountId32,
    registrations: vec(compact(NetUid)),
    validator_permits: vec(compact(NetUid)),
    return_per_1000: CompactU64,
    total_daily_return: CompactU64,
  },
  ofAccount,
);
type DelegateInfoValue = Infer<typeof DelegateInfo>;

/** Returns are left at 0: they would be a forecast, and 461's formula prices alpha. */
function delegateInfo(ctx: ReadContext, hotkey: Hex): DelegateInfoValue {
  const registrations = allNetuids(ctx).filter((netuid) => Uids.has(ctx, netuid, hotkey));
  const permits = registrations.filter(
    (netuid) => ValidatorPermit.get(ctx, netuid)[Uids.get(ctx, netuid, hotkey) as number] === true,
  );
  return {
    delegate_ss58: hotkey,
    take: Delegates.get(ctx, hotkey),
    nominators: nominationsOf(ctx, hotkey).map(({ coldkey, stakeRao }): DelegateInfoValue["nominators"][number] => [
      coldkey,
      [[ROOT, stakeRao]],
    ]),
    owner_ss58: Owner.get(ctx, hotkey),
    registrations,
    validator_permits: permits,
    return_per_1000: 0n,
    total_daily_return: 0n,
  };
}

/** Every hotkey that has an owner is a delegate (stable.md 2). */
function delegates(ctx: ReadContext): Hex[] {
  return Array.from(Owner.entries(ctx), ([[hotkey]]) => hotkey);
}

const Delegated = tuple(DelegateInfo, tuple(compact(NetUid), compact(AlphaBalance)));

export const delegateInfoApi: RuntimeApi = {
  name: "DelegateInfoRuntimeApi",
  version: 1,
  docs: "Hotkeys that others may stake on.",
  methods: {
    get_delegates: apiMethod({}, vec(DelegateInfo), "All delegates.", (ctx) =>
      delegates(ctx).map((hotkey) => delegateInfo(ctx, hotkey)),
    ),
    get_delegate: apiMethod(
      { delegate_account: AccountId32 },
      option(DelegateInfo),
      "One delegate.",
      (ctx, { delegate_account }) =>
        Owner.has(ctx, delegate_account) ? delegateInfo(ctx, delegate_account) : undefined,
    ),
    get_delegated: apiMethod(
      { delegatee_account: AccountId32 },
      vec(Delegated),
      "The delegates that a coldkey staked on.",
      (ctx, { delegatee_account }) =>
        stakesOf(ctx, delegatee_account).map(
          ({ hotkey, stake }): Infer<typeof Delegated> => [delegateInfo(ctx, hotkey), [ROOT, stake]],
        ),
    ),
  },
};
