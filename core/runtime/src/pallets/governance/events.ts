// What is told of proposals, votes and their results.

import { DispatchError, structEvent } from "@plexus/core/frame";
import { bytes, option, u8, u32 } from "@plexus/core/scale";
import { AccountId32, NetUid, TaoBalance } from "../../primitives.js";
import { Choice, Name, ParameterRule, Power, SpamReason, Track, TrackRules } from "./shapes.js";

const proposal = u32;
const who = AccountId32;

export const events = {
  Proposed: structEvent(
    { proposal, track: Track, proposer: who, deposit: TaoBalance, title: bytes },
    "Somebody made a proposal and put down a deposit.",
  ),
  DecisionStarted: structEvent(
    { proposal, track: Track, until: u32 },
    "A proposal is open to votes, until the block named or until it passes.",
  ),
  Evicted: structEvent(
    { proposal, track: Track },
    "A waiting proposal made room for one with a higher deposit and got its own back.",
  ),
  Voted: structEvent(
    { proposal, who, choice: Choice, amount: TaoBalance, conviction: u8, delegated: Power },
    "An account voted, with its own stake and what was delegated to it.",
  ),
  VoteRemoved: structEvent({ proposal, who }, "A vote was taken back, or its lock settled after the end."),
  Delegated: structEvent(
    { who, to: who, track: Track, amount: TaoBalance, conviction: u8 },
    "An account lets another vote with its stake on a track.",
  ),
  Undelegated: structEvent({ who, to: who, track: Track }, "A delegation ended."),
  Unlocked: structEvent({ who, locked: TaoBalance }, "Ended locks were cleared; this much stake is still locked."),
  Confirming: structEvent(
    { proposal, until: u32 },
    "A proposal meets threshold and quorum; it passes at the block named if it goes on to.",
  ),
  ConfirmAborted: structEvent({ proposal }, "A proposal no longer meets threshold and quorum."),
  Passed: structEvent({ proposal, enact_at: u32 }, "A proposal passed and is carried out at the block named."),
  Rejected: structEvent(
    { proposal, spam: option(SpamReason), deposit: TaoBalance },
    "A proposal did not pass. As spam its deposit burned, otherwise it came back.",
  ),
  Executed: structEvent({ proposal }, "Every call of a proposal was carried out."),
  ExecutionFailed: structEvent(
    { proposal, call: u8, error: DispatchError },
    "A call of a proposal was refused when it was carried out: nothing of the proposal stands.",
  ),
  TrackAmended: structEvent({ track: Track, rules: TrackRules }, "The constitution: how a track decides."),
  ParameterAmended: structEvent(
    { name: Name, rule: option(ParameterRule) },
    "The constitution: bounds and track of a parameter, or that it is not governable.",
  ),
  CallAmended: structEvent({ name: Name, track: option(Track) }, "The constitution: which track may make a call."),
  LockPeriodAmended: structEvent({ blocks: u32 }, "The constitution: what one lock period is."),
  SubnetAdmitted: structEvent({ netuid: NetUid, coldkey: who, hotkey: who }, "Governance admitted a subnet."),
};
