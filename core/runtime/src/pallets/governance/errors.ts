// Why governance refuses. Docs say what to do.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  NoSuchTrack: "This chain's constitution has no such track.",
  NoCalls: "A proposal needs at least one call.",
  ProposalTooLong: "At most 8192 bytes of calls, 128 of title and 256 of link.",
  CallNotAllowed: "The constitution puts this call on no track: governance cannot make it.",
  WrongTrack: "The constitution puts this call on another track: propose it there.",
  NotGovernable: "The constitution does not let governance change this parameter.",
  ValueBelowBounds: "The value is below the least that the constitution allows for this parameter.",
  ValueAboveBounds: "The value is above the most that the constitution allows for this parameter.",
  ForbiddenCall:
    "The law refuses this call to everybody, whatever the votes: it would move another's money or stop an income.",
  CallNotDecodable: "The rules of today know no such call: it was proposed under others.",
  DepositTooLow: "The track asks for a higher deposit.",
  CannotAffordDeposit: "The balance does not cover the deposit and the existential deposit.",
  QueueFull:
    "As many proposals wait on this track as may: wait, or put down a tenth more than the lowest of their deposits.",
  NoSuchProposal: "There is no proposal of this number.",
  NotOpen: "This proposal is not open to votes: it waits, or it is decided.",
  NoAmount: "Vote with more than 0 rao of stake.",
  UnknownConviction: "Conviction is 0 (×1), 1 (×2), 2 (×3) or 3 (×4).",
  NotEnoughStake: "That is more than the coldkey's stake on root: add stake, or vote with less.",
  TooManyVotes: "An account votes on at most 32 proposals at a time: remove a vote first.",
  NoVote: "The account has no vote on this proposal.",
  NotDelegating: "The account does not delegate on this track.",
  SelfDelegation: "An account cannot delegate to itself.",
  StakeLocked: "This stake voted and is locked: remove the vote, or wait until the lock ends.",
  AgainstHardLimits: "Not even the constitution may say this: see the limits in the documentation of governance.",
  UnknownParameter: "The law knows no parameter of this name that governance could change.",
  NotItsHotkey: "The hotkey must belong to the coldkey already: register it or stake on it first.",
  NoRoomForSubnet: "There are as many subnets as SubnetLimit allows; governance removes none.",
});
