// Proposals as the page shows them: how each stands, by which curve, and what it would change, in words.

import {
  type ChainHeader,
  getOpenProposals,
  getProposal,
  getProposals,
  type PlexusClient,
  type ProposalReading,
  type ProposalSummary,
  type ProposedCall,
} from "@plexus/client/sdk";
import { GOVERNABLE_PARAMETERS } from "@plexus/core/runtime";
import { DecodeError, decode, toHex } from "@plexus/core/scale";
import { tao } from "../format.js";

export interface Change {
  /** "SubtensorModule.Tempo (subnet 1)", or pallet and call. */
  readonly name: string;
  /** Empty where the call sets no parameter: `to` then says what it does. */
  readonly from: string;
  readonly to: string;
  /** The name of what would refuse it now; empty where nothing would. */
  readonly refused: string;
}

export interface ProposalView extends ProposalReading {
  readonly changes: readonly Change[];
}

const SHOWN = 50;
const LONGEST_TEXT = 240;

/** Arguments of a call in a line: bytes as hex, amounts as they are. */
function argumentsText(client: PlexusClient, encoded: Uint8Array): string {
  let args: unknown;
  try {
    ({ args } = decode(client.declarations.assembly.call, encoded));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return toHex(encoded);
  }
  const told = JSON.stringify(args, (_, each: unknown) =>
    typeof each === "bigint" ? each.toString() : each instanceof Uint8Array ? toHex(each) : each,
  );
  return told.length > LONGEST_TEXT ? `${told.slice(0, LONGEST_TEXT - 1)}…` : told;
}

function changeOf(client: PlexusClient, { name, encoded, refused, change }: ProposedCall): Change {
  if (change === undefined) {
    return { name: name === "" ? "unknown call" : name, from: "", to: argumentsText(client, encoded), refused };
  }
  const { parameter, netuid, current, proposed } = change;
  const isAmount = GOVERNABLE_PARAMETERS.get(parameter)?.isAmount === true;
  const text = (value: bigint): string => (isAmount ? tao(value, 9) : value.toString());
  const subnet = netuid === undefined ? "" : ` (subnet ${netuid})`;
  return { name: `${parameter}${subnet}`, from: text(current), to: text(proposed), refused };
}

/** All that are open, and the newest fifty, newest first, as of one block. */
export async function readProposals(
  client: PlexusClient,
  { hash }: Pick<ChainHeader, "hash">,
): Promise<ProposalView[]> {
  const at = { at: hash };
  const [open, recent] = await Promise.all([getOpenProposals(client, at), getProposals(client, { limit: SHOWN }, at)]);
  const ids = [...new Set([...open, ...recent].map(({ id }) => id))].sort((one, other) => other - one);
  const readings = await Promise.all(ids.map((id) => getProposal(client, id, at)));
  return readings.flatMap((reading) =>
    reading ? [{ ...reading, changes: reading.calls.map((call) => changeOf(client, call)) }] : [],
  );
}

export function isLive({ state }: Pick<ProposalSummary, "state">): boolean {
  return state.kind === "Queued" || state.kind === "Deciding" || state.kind === "Passed";
}
