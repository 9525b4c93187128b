// What is told about stake (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, NetUid, TaoBalance } from "../../../primitives.js";

const move = [AccountId32, AccountId32, TaoBalance, AlphaBalance, NetUid, u64] as const;

export const events = {
  StakeAdded: tupleEvent(move, "Stake was added: coldkey, hotkey, rao, the same, netuid, fee."),
  StakeMoved: tupleEvent(
    [AccountId32, AccountId32, NetUid, AccountId32, NetUid, TaoBalance],
    "Stake moved between hotkeys: coldkey, from hotkey, netuid, to hotkey, netuid, rao.",
  ),
  StakeTransferred: tupleEvent(
    [AccountId32, AccountId32, AccountId32, NetUid, NetUid, TaoBalance],
    "Stake changed its owner: from coldkey, to coldkey, hotkey, netuid, netuid, rao.",
  ),
  StakeRemoved: tupleEvent(move, "Stake was removed: coldkey, hotkey, rao, the same, netuid, fee."),
};
