// How the chain decides, and what it may decide (GovernanceApi.get_constitution).
import type { ConstitutionInfoValue, TrackName } from "@plexus/core/runtime";
import type { PlexusClient } from "../../connect.js";
import { type AtOptions, readApi, textOf } from "../readApi.js";

export interface TrackReading {
  readonly name: TrackName;
  readonly depositRao: bigint;
  readonly decisionPeriodBlocks: number;
  readonly confirmPeriodBlocks: number;
  readonly enactmentDelayBlocks: number;
  /** Parts of 1. */
  readonly quorum: number;
  readonly curve: readonly { readonly at: number; readonly approval: number }[];
  readonly spamFloor: number;
  readonly maxDeciding: number;
  readonly maxQueued: number;
}

export interface ParameterReading {
  /** "SubtensorModule.Tempo". */
  readonly name: string;
  readonly track: TrackName;
  readonly minimum: bigint;
  readonly maximum: bigint;
  readonly isPerSubnet: boolean;
  /** Undefined for a parameter of each subnet. */
  readonly current: bigint | undefined;
}

export interface Constitution {
  readonly lockPeriodBlocks: number;
  readonly tracks: readonly TrackReading[];
  readonly parameters: readonly ParameterReading[];
  /** Calls that set no parameter: "Upgrades.schedule". */
  readonly calls: readonly { readonly name: string; readonly track: TrackName }[];
  readonly notGovernable: readonly { readonly name: string; readonly reason: string }[];
}

const share = (permille: number): number => permille / 1_000;

export async function getConstitution(client: PlexusClient, options: AtOptions = {}): Promise<Constitution> {
  const info = await readApi<ConstitutionInfoValue>(client, "GovernanceApi", "get_constitution", {}, options);
  return {
    lockPeriodBlocks: info.lock_period,
    tracks: info.tracks.map(({ track, rules }) => ({
      name: track.type,
      depositRao: rules.deposit,
      decisionPeriodBlocks: rules.decision_period,
      confirmPeriodBlocks: rules.confirm_period,
      enactmentDelayBlocks: rules.enactment_delay,
      quorum: share(rules.quorum),
      curve: rules.approval.map(([at, approval]) => ({ at: share(at), approval: share(approval) })),
      spamFloor: share(rules.spam_floor),
      maxDeciding: rules.max_deciding,
      maxQueued: rules.max_queued,
    })),
    parameters: info.parameters.map(({ name, rule, per_subnet, current }) => ({
      name: textOf(name),
      track: rule.track.type,
      minimum: rule.minimum,
      maximum: rule.maximum,
      isPerSubnet: per_subnet,
      current,
    })),
    calls: info.calls.map(({ name, track }) => ({ name: textOf(name), track: track.type })),
    notGovernable: info.not_governable.map(({ name, reason }) => ({ name: textOf(name), reason: textOf(reason) })),
  };
}
