// What governance keeps. The constitution is data of the chain, written at genesis; proposals and votes; deposits held.

import { blake2_128Concat, storageOf, twox64Concat } from "@plexus/core/frame";
import { boundedVec, bytes, tuple, u8, u32, u128, vec } from "@plexus/core/scale";
import { AccountId32, TaoBalance } from "../../primitives.js";
import {
  DecisionRules,
  MAX_CALLS,
  Name,
  ParameterRule,
  Power,
  Proposal,
  Tally,
  Track,
  TrackRules,
  Vote,
  Voting,
} from "./shapes.js";

const storage = storageOf("Governance");
const account = blake2_128Concat(AccountId32);
const proposal = twox64Concat(u32);
const track = twox64Concat(Track);
const NO_POWER = { stake: 0n, weight: 0n };
const NO_TALLY = { ayes: 0n, nays: 0n, spam: 0n, aye_stake: 0n, nay_stake: 0n };

export const Tracks = storage.optionalMap("Tracks", [track], TrackRules, {
  docs: "The constitution: how each track decides. Permille, blocks, rao.",
});
export const Parameters = storage.optionalMap("Parameters", [blake2_128Concat(Name)], ParameterRule, {
  docs: "The constitution: which parameters may change, by which track, between which values.",
});
export const Calls = storage.optionalMap("Calls", [blake2_128Concat(Name)], Track, {
  docs: "The constitution: calls that are no setters, and the track that may make them.",
});
export const LockPeriod = storage.value("LockPeriod", u32, 50_400, {
  docs: "The constitution: blocks that conviction 1, 2, 3 locks once, twice, four times after a vote ends.",
});

export const ProposalCount = storage.value("ProposalCount", u32, 0, {
  docs: "Proposals ever made: the next one's number.",
});
export const Proposals = storage.optionalMap("Proposals", [proposal], Proposal, {
  docs: "Every proposal that was voted on.",
});
export const ProposalCalls = storage.map("ProposalCalls", [proposal], boundedVec(vec(bytes, MAX_CALLS)), [], {
  docs: "What a proposal would do: SCALE of each RuntimeCall.",
});
export const ValuesBefore = storage.map("ValuesBefore", [proposal], vec(tuple(u8, u128)), [], {
  docs: "What parameters were before a proposal was carried out: number of the call, value.",
});
export const Tallies = storage.map("Tallies", [proposal], Tally, NO_TALLY, {
  docs: "The sum of the votes, kept with every vote; it stands still when the vote ends.",
});
export const RulesOf = storage.optionalMap("RulesOf", [proposal], DecisionRules, {
  docs: "The rules by which a proposal is decided.",
});
export const Deciding = storage.value("Deciding", vec(tuple(u32, Track)), [], {
  docs: "Proposals open to votes, all tracks, oldest first.",
});
export const Queue = storage.map("Queue", [track], vec(tuple(u32, TaoBalance)), [], {
  docs: "Proposals that wait for room on their track, highest deposit first, then oldest.",
});
export const Agenda = storage.map("Agenda", [twox64Concat(u32)], vec(u32), [], {
  docs: "Proposals to be carried out at the beginning of a block.",
});

export const Votes = storage.optionalMap("Votes", [proposal, account], Vote, { docs: "Who voted how." });
export const VotingOf = storage.map(
  "VotingOf",
  [account],
  Voting,
  { votes: [], delegations: [], past: [] },
  {
    docs: "What binds an account's stake: its votes, its delegations, locks that outlive them.",
  },
);
export const DelegatedTo = storage.map("DelegatedTo", [account, track], Power, NO_POWER, {
  docs: "What others delegated to an account on a track.",
});
export const Overridden = storage.map("Overridden", [proposal, account], Power, NO_POWER, {
  docs: "The part of it whose owners voted on a proposal themselves.",
});

export const ColdkeyStake = storage.map("ColdkeyStake", [account], TaoBalance, 0n, {
  docs: "All stake of a coldkey on root, rao: what it votes with.",
});

export const DepositsHeld = storage.value("DepositsHeld", TaoBalance, 0n, {
  docs: "rao of deposits of proposals that are not decided yet.",
});
