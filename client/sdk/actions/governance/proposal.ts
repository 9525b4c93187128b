// Proposals as programs read them: shares as parts of 1, amounts in rao, text as text (GovernanceApi).
import type { ProposalDetailValue, ProposalInfoValue, TrackName } from "@plexus/core/runtime";
import { addressOf } from "../account.js";
import { textOf } from "../readApi.js";

export type ProposalState =
  | { readonly kind: "Queued" }
  /** `passesAt`: where threshold and quorum are met, the block in which it passes if they go on to be. */
  | {
      readonly kind: "Deciding";
      readonly since: number;
      readonly endsAt: number;
      readonly passesAt: number | undefined;
    }
  | { readonly kind: "Passed"; readonly at: number; readonly enactAt: number }
  | { readonly kind: "Executed" | "Failed"; readonly at: number; readonly passedAt: number }
  | { readonly kind: "Rejected"; readonly at: number; readonly spam: "Unsupported" | "Majority" | undefined };

export interface ProposalSummary {
  readonly id: number;
  readonly title: string;
  readonly link: string;
  /** SS58. */
  readonly proposer: string;
  readonly track: TrackName;
  readonly depositRao: bigint;
  /** Block. */
  readonly submittedAt: number;
  readonly state: ProposalState;
  /** Weights: stake × conviction, rao. */
  readonly ayes: bigint;
  readonly nays: bigint;
  /** Part of `nays`. */
  readonly spam: bigint;
  /** Parts of 1: weight for it, weight it needs now, stake that voted, stake that must. Of the end, where it is decided. */
  readonly approval: number;
  readonly threshold: number;
  readonly turnout: number;
  readonly quorum: number;
  /** Part of the decision period that is gone. */
  readonly elapsed: number;
  readonly isPassing: boolean;
}

const share = (permille: number): number => permille / 1_000;

function stateOf({ proposal, decides_at }: ProposalInfoValue, confirmBlocks: number | undefined): ProposalState {
  const { status } = proposal;
  switch (status.type) {
    case "Queued":
      return { kind: "Queued" };
    case "Deciding": {
      const { since, confirming } = status.value;
      const passesAt = confirming === undefined || confirmBlocks === undefined ? undefined : confirming + confirmBlocks;
      return { kind: "Deciding", since, endsAt: decides_at ?? since, passesAt };
    }
    case "Passed":
      return { kind: "Passed", at: status.value.at, enactAt: status.value.enact_at };
    case "Executed":
    case "Failed":
      return { kind: status.type, at: status.value.at, passedAt: status.value.passed_at };
    case "Rejected":
      return { kind: "Rejected", at: status.value.at, spam: status.value.spam?.type };
  }
}

/** `confirmBlocks`: of the proposal's rules, where they are known. */
export function toSummary(info: ProposalInfoValue, confirmBlocks?: number): ProposalSummary {
  const { proposal, tally } = info;
  return {
    id: info.id,
    title: textOf(proposal.title),
    link: textOf(proposal.link),
    proposer: addressOf(proposal.proposer),
    track: proposal.track.type,
    depositRao: proposal.deposit,
    submittedAt: proposal.submitted_at,
    state: stateOf(info, confirmBlocks),
    ayes: tally.ayes,
    nays: tally.nays,
    spam: tally.spam,
    approval: share(info.approval),
    threshold: share(info.threshold),
    turnout: share(info.turnout),
    quorum: share(info.quorum),
    elapsed: share(info.elapsed),
    isPassing: info.passing,
  };
}

export interface ProposedChange {
  /** "SubtensorModule.Tempo". */
  readonly parameter: string;
  readonly netuid: number | undefined;
  /** The parameter's own unit; a yes or no as 1 or 0. */
  readonly current: bigint;
  readonly proposed: bigint;
  /** Undefined where the constitution does not open the parameter now. */
  readonly bounds: { readonly minimum: bigint; readonly maximum: bigint } | undefined;
}

export interface ProposedCall {
  /** "AdminUtils.sudo_set_tempo"; empty where the rules of today know no such call. */
  readonly name: string;
  readonly encoded: Uint8Array;
  /** What would refuse it if it were carried out now; empty where nothing would. */
  readonly refused: string;
  readonly change: ProposedChange | undefined;
}

export interface ProposalReading extends ProposalSummary {
  readonly calls: readonly ProposedCall[];
  /** Parts of 1: of the decision period, and the approval that it needs there. */
  readonly curve: readonly { readonly at: number; readonly approval: number }[];
  /** Blocks. */
  readonly decisionPeriodBlocks: number;
  readonly confirmPeriodBlocks: number;
  readonly enactmentDelayBlocks: number;
}

export function toReading({ info, rules, curve, calls, changes }: ProposalDetailValue): ProposalReading {
  return {
    ...toSummary(info, rules?.confirm_period),
    calls: calls.map((call, index) => {
      const change = changes.find((each) => each.call === index);
      const [pallet, name] = [textOf(call.pallet), textOf(call.call)];
      return {
        name: pallet === "" ? "" : `${pallet}.${name}`,
        encoded: call.encoded,
        refused: textOf(call.refused),
        change: change && {
          parameter: textOf(change.parameter),
          netuid: change.netuid,
          current: change.current,
          proposed: change.proposed,
          bounds: change.rule && { minimum: change.rule.minimum, maximum: change.rule.maximum },
        },
      };
    }),
    curve: curve.map(([at, approval]) => ({ at: share(at), approval: share(approval) })),
    decisionPeriodBlocks: rules?.decision_period ?? 0,
    confirmPeriodBlocks: rules?.confirm_period ?? 0,
    enactmentDelayBlocks: rules?.enactment_delay ?? 0,
  };
}
