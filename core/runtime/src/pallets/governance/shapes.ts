// The shapes of governance on the wire: tracks, rules, choices, proposals (target.md §7, issue 4 §4). Plain SCALE, so that
// every client that reads metadata can show and send them.

import {
  boundedVec,
  bytes,
  enumeration,
  type Infer,
  option,
  struct,
  tuple,
  u8,
  u16,
  u32,
  u64,
  u128,
  vec,
} from "@plexus/core/scale";
import { AccountId32, H256, TaoBalance } from "../../primitives.js";

/** Most calls in a proposal, and most bytes of all of them together. */
export const MAX_CALLS = 16;
export const MAX_CALL_BYTES = 8_192;
export const MAX_TITLE_BYTES = 128;
export const MAX_LINK_BYTES = 256;
/** Proposals on which an account has a vote at a time; closed ones leave by themselves when there is no room. */
export const MAX_VOTES = 32;
/** Locks left by ended votes that are kept apart; beyond it the two that end closest together become one. */
export const MAX_PAST_LOCKS = 16;
/** Proposals carried out in one block; the next ones wait a block. */
export const MAX_ENACTMENTS_PER_BLOCK = 8;
/** Points of a threshold curve. */
export const MAX_CURVE_POINTS = 8;
/** ×1, ×2, ×3, ×4. */
export const MAX_CONVICTION = 3;
export const PERMILLE = 1_000;

export const TRACKS = ["Parameters", "Subnets", "Upgrades", "Fees", "Constitution"] as const;
export type TrackName = (typeof TRACKS)[number];
export const Track = enumeration("pallet_governance::types::Track", {
  Parameters: [0],
  Subnets: [1],
  Upgrades: [2],
  Fees: [3],
  Constitution: [4],
});

/** Spam counts as Nay, and says beside it that the deposit should burn. */
export const Choice = enumeration("pallet_governance::types::Choice", { Aye: [0], Nay: [1], Spam: [2] });
export type ChoiceName = Infer<typeof Choice>["type"];

/** [part of the decision period gone, approval needed], both in permille. */
export const CurvePoint = tuple(u16, u16);
export const TrackRules = struct("pallet_governance::types::TrackRules", {
  deposit: TaoBalance,
  decision_period: u32,
  confirm_period: u32,
  enactment_delay: u32,
  quorum: u16,
  approval: boundedVec(vec(CurvePoint, MAX_CURVE_POINTS)),
  spam_floor: u16,
  max_deciding: u8,
  max_queued: u8,
});
export type TrackRulesValue = Infer<typeof TrackRules>;

/** "SubtensorModule.Tempo": pallet and storage item of a parameter. "Upgrades.schedule": pallet and call. */
export const Name = boundedVec(bytes);
export const ParameterRule = struct("pallet_governance::types::ParameterRule", {
  track: Track,
  minimum: u128,
  maximum: u128,
});
export type ParameterRuleValue = Infer<typeof ParameterRule>;

/** Hardly any stake said aye, or most of the votes said spam. */
export const SpamReason = enumeration("pallet_governance::types::SpamReason", { Unsupported: [0], Majority: [1] });

export const Status = enumeration("pallet_governance::types::Status", {
  /** Waits until its track has room; the highest deposit goes first. */
  Queued: [0],
  /** Since which block people vote, and since which block it has met threshold and quorum without a break. */
  Deciding: [1, { since: u32, confirming: option(u32) }],
  Passed: [2, { at: u32, enact_at: u32 }],
  Executed: [3, { at: u32, passed_at: u32 }],
  /** It passed, but a call was refused when it was carried out: nothing of it stands. */
  Failed: [4, { at: u32, passed_at: u32 }],
  /** As spam where a reason is given: then the deposit burned. */
  Rejected: [5, { at: u32, spam: option(SpamReason) }],
});
export type StatusValue = Infer<typeof Status>;

export const Proposal = struct("pallet_governance::types::Proposal", {
  proposer: AccountId32,
  track: Track,
  deposit: TaoBalance,
  submitted_at: u32,
  status: Status,
  title: Name,
  link: Name,
  text_hash: option(H256),
});
export type ProposalValue = Infer<typeof Proposal>;

/**
 * What a proposal is decided by: its track's rules when voting on it began, so that amendments bind later ones only. When it
 * is decided, the stake on root of that block is written down: what its turnout was a share of.
 */
export const DecisionRules = struct("pallet_governance::types::DecisionRules", {
  track: TrackRules,
  lock_period: u32,
  since: u32,
  electorate: option(TaoBalance),
});
export type DecisionRulesValue = Infer<typeof DecisionRules>;

/** Weights are stake × conviction; the last two are rao of stake alone. */
export const Tally = struct("pallet_governance::types::Tally", {
  ayes: u128,
  nays: u128,
  spam: u128,
  aye_stake: u64,
  nay_stake: u64,
});
export type TallyValue = Infer<typeof Tally>;

/** Stake and its weight. */
export const Power = struct("pallet_governance::types::Power", { stake: u64, weight: u128 });
export type PowerValue = Infer<typeof Power>;

/** `overrides`: the delegate whose weight this vote takes back on this proposal, and how much. */
export const Vote = struct("pallet_governance::types::Vote", {
  choice: Choice,
  amount: TaoBalance,
  conviction: u8,
  overrides: option(struct("pallet_governance::types::Override", { delegate: AccountId32, power: Power })),
});
export type VoteValue = Infer<typeof Vote>;

export const Delegation = struct("pallet_governance::types::Delegation", {
  track: Track,
  to: AccountId32,
  amount: TaoBalance,
  conviction: u8,
});
export type DelegationValue = Infer<typeof Delegation>;

/** Until the block before `until` at least `amount` of the account's stake stays where it is. */
export const PastLock = struct("pallet_governance::types::PastLock", { amount: TaoBalance, until: u32 });
export type PastLockValue = Infer<typeof PastLock>;

/** All that binds an account's stake, in one row, so that moving stake costs one read where nothing does. */
export const Voting = struct("pallet_governance::types::Voting", {
  votes: boundedVec(vec(u32, MAX_VOTES)),
  delegations: boundedVec(vec(Delegation, TRACKS.length)),
  past: boundedVec(vec(PastLock, MAX_PAST_LOCKS)),
});
export type VotingValue = Infer<typeof Voting>;
