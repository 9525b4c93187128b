// What GovernanceApi answers, decoded: names and units as the pallet declares them (pallets/governance/api.ts).

import type { Hex } from "@plexus/core/scale";

export type ProposalStatus =
  | { readonly type: "Queued" }
  | { readonly type: "Deciding"; readonly value: { readonly since: number; readonly confirming: number | undefined } }
  | { readonly type: "Passed"; readonly value: { readonly at: number; readonly enact_at: number } }
  | { readonly type: "Executed" | "Failed"; readonly value: { readonly at: number; readonly passed_at: number } }
  | { readonly type: "Rejected"; readonly value: { readonly at: number } };

/** Shares in permille. */
export interface ProposalInfo {
  readonly id: number;
  readonly proposal: {
    readonly proposer: Hex;
    readonly track: { readonly type: string };
    readonly deposit: bigint;
    readonly submitted_at: number;
    readonly status: ProposalStatus;
    readonly title: Uint8Array;
    readonly link: Uint8Array;
  };
  readonly approval: number;
  readonly threshold: number;
  readonly turnout: number;
  readonly quorum: number;
  readonly decides_at: number | undefined;
}

export interface ProposalDetail {
  readonly info: ProposalInfo;
  readonly rules: { readonly decision_period: number; readonly confirm_period: number } | undefined;
  readonly curve: readonly (readonly [at: number, approval: number])[];
  readonly calls: readonly {
    readonly pallet: Uint8Array;
    readonly call: Uint8Array;
    readonly encoded: Uint8Array;
    readonly refused: Uint8Array;
  }[];
  readonly changes: readonly {
    /** Index among the calls. */
    readonly call: number;
    readonly parameter: Uint8Array;
    readonly netuid: number | undefined;
    readonly current: bigint;
    readonly proposed: bigint;
  }[];
}
