// Weight, class and payer of a call, looking into calls that hold others (Utility, Sudo): a batch costs what is in it.

import type { Assembly, RuntimeCallValue } from "@plexus/core/frame";

export interface DispatchInfo {
  /** Ref-time in picoseconds. */
  readonly weight: bigint;
  readonly class: "Normal" | "Operational" | "Mandatory";
  readonly pays: boolean;
}

/** The calls that a call holds: those of a batch, of sudo, of a proposal. */
export function innerCalls({ args }: RuntimeCallValue): readonly RuntimeCallValue[] {
  const { calls, call } = args as { calls?: unknown; call?: unknown };
  if (Array.isArray(calls)) return calls as RuntimeCallValue[];
  return typeof call === "object" && call !== null && "pallet" in call ? [call as RuntimeCallValue] : [];
}

/** A batch pays even where each call alone would be free: free calls are limited one by one, by rate. */
export function dispatchInfo(assembly: Assembly, call: RuntimeCallValue): DispatchInfo {
  const definition = assembly.definitionOf(call);
  let weight = definition.weight(call.args);
  for (const inner of innerCalls(call)) weight += dispatchInfo(assembly, inner).weight;
  return { weight, class: definition.class, pays: definition.pays(call.args) };
}
