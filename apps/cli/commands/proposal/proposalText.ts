// How a proposal stands, in words and shares, as all commands of governance tell it.
import type { ProposalReading, ProposalSummary, ProposedCall } from "@plexus/client/sdk";
import { GOVERNABLE_PARAMETERS } from "@plexus/core/runtime";
import { formatTao } from "../../amount.js";

/** 0.505 → "50.5 %". */
export const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

export function stateText({ state }: Pick<ProposalSummary, "state">): string {
  switch (state.kind) {
    case "Queued":
      return "waits for room on its track";
    case "Deciding":
      return state.passesAt === undefined
        ? `open to votes until block ${state.endsAt}`
        : `passes at block ${state.passesAt} if it stays so`;
    case "Passed":
      return `passed, takes effect at block ${state.enactAt}`;
    case "Executed":
      return `carried out at block ${state.at}`;
    case "Failed":
      return `passed, but a call was refused at block ${state.at}: nothing of it stands`;
    case "Rejected":
      return state.spam === undefined
        ? `rejected at block ${state.at}`
        : `rejected as spam at block ${state.at}, its deposit burned`;
  }
}

/** A parameter's value as people read it: money in TAO, anything else as the chain has it. */
export function valueText(parameter: string, value: bigint): string {
  return GOVERNABLE_PARAMETERS.get(parameter)?.isAmount === true ? formatTao(value) : value.toString();
}

/** "SubtensorModule.Tempo of subnet 1: 20 → 33 (may be 5 to 7200)". */
export function callText({ name, change, refused }: ProposedCall): string {
  const wrong = refused === "" ? "" : `   (would be refused now: ${refused})`;
  if (!change) return `${name === "" ? "a call that today's rules do not know" : name}${wrong}`;
  const where = change.netuid === undefined ? "" : ` of subnet ${change.netuid}`;
  const text = (value: bigint) => valueText(change.parameter, value);
  const { bounds, current, proposed } = change;
  const range = bounds ? ` (may be ${text(bounds.minimum)} to ${text(bounds.maximum)})` : "";
  return `${change.parameter}${where}: ${text(current)} → ${text(proposed)}${range}${wrong}`;
}

/** What the threshold was at the points of its curve: "100 % at first, 65 % half-way, 50 % at the end". */
export function curveText({ curve }: ProposalReading): string {
  const when = (at: number) => (at === 0 ? "at first" : at === 1 ? "at the end" : `after ${percent(at)} of the time`);
  return curve.map(({ at, approval }) => `${percent(approval)} ${when(at)}`).join(", ");
}
