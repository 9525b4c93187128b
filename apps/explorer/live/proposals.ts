// Proposals as the page shows them, from GovernanceApi: how each stands, by which curve, and what it would change.

import type { ChainHeader, PlexusClient } from "@plexus/client/sdk";
import { ss58Encode } from "@plexus/core/crypto";
import { decode, fromHex, toHex, utf8 } from "@plexus/core/scale";
import type { ProposalDetail, ProposalInfo, ProposalStatus } from "./proposalShapes.js";

export interface Change {
  /** "SubtensorModule.Tempo (subnet 1)", or pallet and call. */
  readonly name: string;
  /** Empty where the call sets no parameter: `to` then says what it does. */
  readonly from: string;
  readonly to: string;
  /** The name of what would refuse it now; empty where nothing would. */
  readonly refused: string;
}

/** Shares are 0 to 1. */
export interface ProposalView {
  readonly index: number;
  readonly title: string;
  readonly link: string;
  readonly proposer: string;
  readonly track: string;
  readonly depositRao: bigint;
  readonly status: ProposalStatus["type"];
  readonly approval: number;
  readonly approvalNeeded: number;
  readonly turnout: number;
  readonly quorum: number;
  /** The part of its time to decide that is gone, or was when it was decided. */
  readonly elapsed: number;
  readonly curve: readonly { readonly at: number; readonly approval: number }[];
  /** Blocks; undefined where they have no meaning yet, or no more. */
  readonly decidingUntil: number | undefined;
  readonly confirmedAt: number | undefined;
  readonly enactAt: number | undefined;
  readonly closedAt: number | undefined;
  readonly changes: readonly Change[];
}

const SHOWN = 50;
const share = (permille: number): number => permille / 1_000;
const text = (bytes: Uint8Array): string => utf8.decode(bytes);

/** Arguments of a call in a line: bytes as hex, amounts as they are. */
function argumentsText(value: unknown): string {
  const told = JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? each.toString() : each instanceof Uint8Array ? toHex(each) : each,
  );
  return told.length > 240 ? `${told.slice(0, 239)}…` : told;
}

function changesOf(client: PlexusClient, { calls, changes }: ProposalDetail): Change[] {
  return calls.map((call, index) => {
    const refused = text(call.refused);
    const change = changes.find((each) => each.call === index);
    if (change) {
      const subnet = change.netuid === undefined ? "" : ` (subnet ${change.netuid})`;
      const [from, to] = [change.current.toString(), change.proposed.toString()];
      return { name: `${text(change.parameter)}${subnet}`, from, to, refused };
    }
    const name = `${text(call.pallet)}.${text(call.call)}`;
    if (name === ".") return { name: "unknown call", from: "", to: toHex(call.encoded), refused };
    const { args } = decode(client.declarations.assembly.call, call.encoded);
    return { name, from: "", to: argumentsText(args), refused };
  });
}

function times({ proposal: { status }, decides_at: decidingUntil }: ProposalInfo, confirmBlocks: number) {
  const nothing = { confirmedAt: undefined, enactAt: undefined, closedAt: undefined };
  switch (status.type) {
    case "Queued":
      return { ...nothing, decidingUntil };
    case "Deciding": {
      const { confirming } = status.value;
      const confirmedAt = confirming === undefined ? undefined : confirming + confirmBlocks;
      return { ...nothing, decidingUntil, confirmedAt };
    }
    case "Passed":
      return { ...nothing, decidingUntil, enactAt: status.value.enact_at };
    default:
      return { ...nothing, decidingUntil, closedAt: status.value.at };
  }
}

/** As the law counts it for the threshold (pallets/governance/api.ts). */
function elapsedAt(block: number, { proposal }: ProposalInfo, periodBlocks: number): number {
  const { status, submitted_at: submittedAt } = proposal;
  const gone = (blocks: number) => Math.min(1, Math.max(0, blocks / Math.max(1, periodBlocks)));
  if (status.type === "Queued") return 0;
  if (status.type === "Deciding") return gone(block + 1 - status.value.since);
  if (status.type === "Rejected") return 1;
  return gone((status.type === "Passed" ? status.value.at : status.value.passed_at) - submittedAt);
}

function viewOf(client: PlexusClient, detail: ProposalDetail, block: number): ProposalView {
  const { info, rules, curve } = detail;
  const { proposal } = info;
  return {
    index: info.id,
    title: text(proposal.title),
    link: text(proposal.link),
    proposer: ss58Encode(fromHex(proposal.proposer)),
    track: proposal.track.type,
    depositRao: proposal.deposit,
    status: proposal.status.type,
    approval: share(info.approval),
    approvalNeeded: share(info.threshold),
    turnout: share(info.turnout),
    quorum: share(info.quorum),
    elapsed: elapsedAt(block, info, rules?.decision_period ?? 0),
    curve: curve.map(([at, approval]) => ({ at: share(at), approval: share(approval) })),
    ...times(info, rules?.confirm_period ?? 0),
    changes: changesOf(client, detail),
  };
}

/** The newest fifty, newest first, as of one block. */
export async function readProposals(
  client: PlexusClient,
  { hash: at, number }: Pick<ChainHeader, "hash" | "number">,
): Promise<ProposalView[]> {
  const api = client.declarations.api("GovernanceApi");
  const ask = (method: string, args: object) => client.call(api, method, args as never, { at });
  const infos = (await ask("get_proposals", { before: undefined, limit: SHOWN })) as ProposalInfo[];
  const details = await Promise.all(
    infos.map(({ id }) => ask("get_proposal", { id }) as Promise<ProposalDetail | undefined>),
  );
  return details.flatMap((detail) => (detail ? [viewOf(client, detail, number)] : []));
}

export function isLive({ status }: Pick<ProposalView, "status">): boolean {
  return status === "Queued" || status === "Deciding" || status === "Passed";
}
