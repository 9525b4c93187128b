// GovernanceApi: what is proposed and how it stands, what an account has at stake, what the constitution says. Page, CLI,
// SDK and polkadot.js ask here instead of reading storage. "Now" is the block after the state that is asked.

import { apiMethod, type ReadContext, Refusal, type RuntimeApi, type RuntimeCallValue } from "@plexus/core/frame";
import {
  bool,
  bytes,
  type Codec,
  DecodeError,
  decode,
  type Hex,
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
import { AccountId32, NetUid, TaoBalance } from "../../primitives.js";
import { refusedOfRoot } from "../../rootCalls.js";
import { NOT_GOVERNABLE } from "./constitution/bounds.js";
import { ensureAllowed } from "./constitution/ensureAllowed.js";
import { changeOf, GOVERNABLE, nameBytes, nameText } from "./constitution/governable.js";
import { approvalOf, passes, thresholdAt, turnoutOf } from "./curve.js";
import { freeFrom, isOpen, lockedStake, locksOf } from "./locks.js";
import {
  Choice,
  CurvePoint,
  Delegation,
  Name,
  ParameterRule,
  PERMILLE,
  Power,
  Proposal,
  type ProposalValue,
  Tally,
  TRACKS,
  Track,
  TrackRules,
} from "./shapes.js";
import { electorate } from "./stakeWeight.js";
import {
  Calls,
  ColdkeyStake,
  Deciding,
  DelegatedTo,
  LockPeriod,
  Parameters,
  ProposalCalls,
  ProposalCount,
  Proposals,
  Queue,
  RulesOf,
  Tallies,
  Tracks,
  ValuesBefore,
  Votes,
  VotingOf,
} from "./storage.js";
import { delegatedPower } from "./votes.js";

const MOST_PROPOSALS = 100;

/** Shares in permille. Threshold, approval, turnout: as of now while it is open, as of its end afterwards. */
export const ProposalInfo = struct("pallet_governance::api::ProposalInfo", {
  id: u32,
  proposal: Proposal,
  tally: Tally,
  electorate: u64,
  approval: u16,
  threshold: u16,
  turnout: u16,
  quorum: u16,
  passing: bool,
  /** Part of the decision period that is gone, or was at the end. */
  elapsed: u16,
  decides_at: option(u32),
});
export type ProposalInfoValue = Infer<typeof ProposalInfo>;

export const CallInfo = struct("pallet_governance::api::CallInfo", {
  pallet: bytes,
  call: bytes,
  encoded: bytes,
  /** The name of what would refuse it if it were carried out now; empty where nothing would. */
  refused: bytes,
});
export const ChangeInfo = struct("pallet_governance::api::ChangeInfo", {
  call: u8,
  parameter: Name,
  netuid: option(NetUid),
  /** What it is now; for a proposal that was carried out, what it was before. */
  current: u128,
  proposed: u128,
  rule: option(ParameterRule),
});
export const ProposalDetail = struct("pallet_governance::api::ProposalDetail", {
  info: ProposalInfo,
  rules: option(TrackRules),
  curve: vec(CurvePoint),
  calls: vec(CallInfo),
  changes: vec(ChangeInfo),
});
export type ProposalDetailValue = Infer<typeof ProposalDetail>;

export const VoteInfo = struct("pallet_governance::api::VoteInfo", {
  proposal: u32,
  track: Track,
  choice: Choice,
  amount: TaoBalance,
  conviction: u8,
  delegated: Power,
  open: bool,
  /** First block in which the stake is free; None while the proposal is open. */
  free_from: option(u32),
});
export const LockInfo = struct("pallet_governance::api::LockInfo", { amount: TaoBalance, until: option(u32) });
export const AccountInfo = struct("pallet_governance::api::AccountInfo", {
  stake: TaoBalance,
  locked: TaoBalance,
  votes: vec(VoteInfo),
  delegations: vec(Delegation),
  delegated_to: vec(struct("pallet_governance::api::ReceivedPower", { track: Track, power: Power })),
  locks: vec(LockInfo),
});
export type AccountInfoValue = Infer<typeof AccountInfo>;

export const ParameterInfo = struct("pallet_governance::api::ParameterInfo", {
  name: Name,
  rule: ParameterRule,
  per_subnet: bool,
  /** None for a parameter of each subnet. */
  current: option(u128),
});
export const ConstitutionInfo = struct("pallet_governance::api::ConstitutionInfo", {
  lock_period: u32,
  tracks: vec(struct("pallet_governance::api::TrackInfo", { track: Track, rules: TrackRules })),
  parameters: vec(ParameterInfo),
  calls: vec(struct("pallet_governance::api::CallRule", { name: Name, track: Track })),
  not_governable: vec(struct("pallet_governance::api::Excluded", { name: Name, reason: bytes })),
});
export type ConstitutionInfoValue = Infer<typeof ConstitutionInfo>;

/** Blocks of the decision period that are gone, for the threshold: for a decided proposal, at its end. */
function elapsedOf(ctx: ReadContext, { status }: ProposalValue, since: number, period: number): number {
  switch (status.type) {
    case "Queued":
      return 0;
    case "Deciding":
      return ctx.block.number - since;
    case "Rejected":
      return period;
    case "Passed":
      return status.value.at - since;
    default:
      return status.value.passed_at - since;
  }
}

function infoOf(ctx: ReadContext, id: number, proposal: ProposalValue): ProposalInfoValue {
  const decision = RulesOf.get(ctx, id);
  const rules = decision?.track ?? Tracks.get(ctx, proposal.track);
  const [tally, all] = [Tallies.get(ctx, id), decision?.electorate ?? electorate(ctx)];
  const [approval, turnout] = [approvalOf(tally), turnoutOf(tally, all)];
  const period = rules?.decision_period ?? 1;
  const gone = Math.min(period, elapsedOf(ctx, proposal, decision?.since ?? 0, period));
  const threshold = rules ? thresholdAt(rules.approval, gone, period) : PERMILLE;
  const elapsed = Math.floor((gone * PERMILLE) / period);
  const quorum = rules?.quorum ?? PERMILLE;
  const decides_at =
    proposal.status.type === "Deciding" && rules ? proposal.status.value.since + rules.decision_period : undefined;
  const passing = isOpen(proposal) && rules !== undefined && passes(rules, tally, all, gone);
  return { id, proposal, tally, electorate: all, approval, threshold, turnout, quorum, passing, elapsed, decides_at };
}

function tryDecode(codec: Codec<RuntimeCallValue>, encoded: Uint8Array): RuntimeCallValue | undefined {
  try {
    return decode(codec, encoded);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** What would refuse the call if the proposal were carried out now, by name. */
function refusalNow(ctx: ReadContext, { track }: ProposalValue, call: RuntimeCallValue): string {
  if (refusedOfRoot(ctx.chain, call)) return "ForbiddenCall";
  try {
    ensureAllowed(ctx, track.type, call);
    return "";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return "docs" in error.reason ? error.reason.name : error.reason.type;
  }
}

function detailOf(
  ctx: ReadContext,
  codec: Codec<RuntimeCallValue>,
  id: number,
  proposal: ProposalValue,
): ProposalDetailValue {
  const rules = RulesOf.get(ctx, id)?.track ?? Tracks.get(ctx, proposal.track);
  const before = new Map(ValuesBefore.get(ctx, id));
  const calls: Infer<typeof CallInfo>[] = [];
  const changes: Infer<typeof ChangeInfo>[] = [];
  for (const [index, encoded] of ProposalCalls.get(ctx, id).entries()) {
    const call = tryDecode(codec, encoded);
    const refused = call ? refusalNow(ctx, proposal, call) : "CallNotDecodable";
    calls.push({
      pallet: nameBytes(call?.pallet ?? ""),
      call: nameBytes(call?.call ?? ""),
      encoded,
      refused: nameBytes(refused),
    });
    const change = call && changeOf(call);
    if (!change) continue;
    const { parameter, netuid, value } = change;
    const name = nameBytes(parameter.name);
    const current = before.get(index) ?? parameter.current(ctx, netuid);
    changes.push({ call: index, parameter: name, netuid, current, proposed: value, rule: Parameters.get(ctx, name) });
  }
  return { info: infoOf(ctx, id, proposal), rules, curve: rules?.approval ?? [], calls, changes };
}

/** Those that people vote on, oldest first, then those that wait, by track in the order of the queue. */
function openProposals(ctx: ReadContext): ProposalInfoValue[] {
  const waiting = TRACKS.flatMap((type) => Queue.get(ctx, { type }));
  return [...Deciding.get(ctx), ...waiting].flatMap(([id]) => {
    const proposal = Proposals.get(ctx, id);
    return proposal ? [infoOf(ctx, id, proposal)] : [];
  });
}

/** Newest first, below `before`. */
function proposalsBelow(ctx: ReadContext, before: number | undefined, limit: number): ProposalInfoValue[] {
  const found: ProposalInfoValue[] = [];
  const most = Math.min(limit, MOST_PROPOSALS);
  const top = Math.min(before ?? Number.MAX_SAFE_INTEGER, ProposalCount.get(ctx));
  // Numbers of evicted proposals are empty: a bound on the empty ones too.
  for (let id = top - 1; id >= 0 && id >= top - MOST_PROPOSALS * 10 && found.length < most; id--) {
    const proposal = Proposals.get(ctx, id);
    if (proposal) found.push(infoOf(ctx, id, proposal));
  }
  return found;
}

function accountOf(ctx: ReadContext, who: Hex): AccountInfoValue {
  const { votes, delegations } = VotingOf.get(ctx, who);
  return {
    stake: ColdkeyStake.get(ctx, who),
    locked: lockedStake(ctx, who),
    votes: votes.flatMap((id) => {
      const [proposal, vote] = [Proposals.get(ctx, id), Votes.get(ctx, id, who)];
      if (!proposal || !vote) return [];
      const { choice, amount, conviction } = vote;
      const open = isOpen(proposal);
      const delegated = open ? delegatedPower(ctx, id, proposal.track.type, who) : { stake: 0n, weight: 0n };
      const free_from = freeFrom(ctx, id, proposal, vote);
      return [{ proposal: id, track: proposal.track, choice, amount, conviction, delegated, open, free_from }];
    }),
    delegations,
    delegated_to: TRACKS.flatMap((type) => {
      const power = DelegatedTo.get(ctx, who, { type });
      return power.stake > 0n ? [{ track: { type }, power }] : [];
    }),
    locks: locksOf(ctx, who).map(({ amountRao, until }) => ({ amount: amountRao, until })),
  };
}

function constitutionOf(ctx: ReadContext): ConstitutionInfoValue {
  const parameters = Array.from(Parameters.entries(ctx), ([[name], rule]) => {
    const parameter = GOVERNABLE.get(nameText(name));
    const perSubnet = parameter?.perSubnet ?? false;
    const current = parameter && !perSubnet ? parameter.current(ctx, undefined) : undefined;
    return { name, rule, per_subnet: perSubnet, current };
  });
  const byName = (a: { name: Uint8Array }, b: { name: Uint8Array }) => (nameText(a.name) < nameText(b.name) ? -1 : 1);
  return {
    lock_period: LockPeriod.get(ctx),
    tracks: TRACKS.flatMap((type) => {
      const rules = Tracks.get(ctx, { type });
      return rules ? [{ track: { type }, rules }] : [];
    }),
    parameters: parameters.sort(byName),
    calls: Array.from(Calls.entries(ctx), ([[name], track]) => ({ name, track })).sort(byName),
    not_governable: Array.from(NOT_GOVERNABLE, ([name, reason]) => ({
      name: nameBytes(name),
      reason: nameBytes(reason),
    })),
  };
}

export function governanceApi(call: Codec<RuntimeCallValue>): RuntimeApi {
  const methods = {
    get_open: apiMethod(
      {},
      vec(ProposalInfo),
      "Proposals that are open to votes, oldest first, then those that wait, track by track, next first.",
      (ctx) => openProposals(ctx),
    ),
    get_proposals: apiMethod(
      { before: option(u32), limit: u32 },
      vec(ProposalInfo),
      "Proposals with a number below `before` (None: all), newest first, at most 100.",
      (ctx, { before, limit }) => proposalsBelow(ctx, before, limit),
    ),
    get_proposal: apiMethod(
      { id: u32 },
      option(ProposalDetail),
      "One proposal: its curve, its calls, and for every parameter the value now and the value proposed.",
      (ctx, { id }) => {
        const proposal = Proposals.get(ctx, id);
        return proposal && detailOf(ctx, call, id, proposal);
      },
    ),
    get_account: apiMethod(
      { who: AccountId32 },
      AccountInfo,
      "What an account voted and delegated, what was delegated to it, what is locked and until when.",
      (ctx, { who }) => accountOf(ctx, who),
    ),
    get_constitution: apiMethod(
      {},
      ConstitutionInfo,
      "Tracks, parameters with their bounds and values, calls.",
      (ctx) => constitutionOf(ctx),
    ),
  };
  return {
    name: "GovernanceApi",
    version: 1,
    docs: "Proposals, votes, the constitution.",
    methods: methods as unknown as RuntimeApi["methods"],
  };
}
