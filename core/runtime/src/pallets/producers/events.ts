// Producers events.

import { structEvent } from "@plexus/core/frame";
import { bytes, enumeration, option, u32, u64 } from "@plexus/core/scale";
import { AccountId32, TaoBalance } from "../../primitives.js";
import { Parameter } from "./parameters.js";
import { ConsensusAddress, ConsensusKey } from "./storage.js";

export const LeaveCause = enumeration("pallet_producers::LeaveCause", { Owner: [0], Deregistered: [1] });
export const OffenceKind = enumeration("pallet_producers::OffenceKind", { DuplicateVote: [0], LightClientAttack: [1] });

const about = { hotkey: AccountId32 };

export const events = {
  Joined: structEvent(
    { ...about, coldkey: AccountId32, consensus_key: ConsensusKey, bond: TaoBalance },
    "A hotkey stands for election.",
  ),
  BondAdded: structEvent({ ...about, amount: TaoBalance, bond: TaoBalance }, "A bond grew, to so much."),
  Left: structEvent(
    { ...about, bond: TaoBalance, until: u32, cause: LeaveCause },
    "A producer no longer stands for election. Its bond stays until that block.",
  ),
  BondWithdrawn: structEvent({ ...about, coldkey: AccountId32, amount: TaoBalance }, "A bond went back to its owner."),
  KeyRotated: structEvent({ ...about, old: ConsensusKey, new: ConsensusKey }, "A producer changed its consensus key."),
  SessionEnded: structEvent(
    { index: u32, producers: u32, power: u64 },
    "A session ended; so many producers with so much power are elected for the next.",
  ),
  SetKept: structEvent({ index: u32 }, "Nobody could be elected: the producers of the last session go on."),
  Jailed: structEvent(
    { ...about, missed: u32, until_session: u32 },
    "A producer is out for missed blocks, until that session.",
  ),
  LastStays: structEvent(about, "A producer would be out, but there is no other."),
  Slashed: structEvent(
    {
      ...about,
      address: ConsensusAddress,
      height: u32,
      kind: OffenceKind,
      amount: TaoBalance,
      burned: TaoBalance,
      rewarded: option(AccountId32),
    },
    "A producer lost its bond. What was not burned went to the coldkey of the block's author.",
  ),
  FeesPaid: structEvent(
    { ...about, coldkey: AccountId32, amount: TaoBalance, burned: TaoBalance },
    "The block's fees went to the author's coldkey.",
  ),
  Penalised: structEvent({ ...about, amount: TaoBalance }, "A part of a bond was burned."),
  ParameterSet: structEvent({ name: Parameter, old: u64, new: u64 }, "A parameter changed."),
};

/** From 463 on. */
export const describedEvents = {
  Described: structEvent({ ...about, name: bytes }, "A producer said its name."),
};
