// SubtensorModule (7): subnets, neurons, stake, weights, epochs. Many slices under one wire name; this file puts them
// together, numbers.ts pins their numbers.

import { definePallet, type Pallet } from "@plexus/core/frame";
import { api } from "./api/index.js";
import { beyondStable } from "./beyondStable/index.js";
import { delegation } from "./delegation/index.js";
import { emission } from "./emission/index.js";
import { epoch } from "./epoch/index.js";
import { hooks } from "./hooks.js";
import { identity } from "./identity/index.js";
import { numbers } from "./numbers.js";
import { registration } from "./registration/index.js";
import type { NeuronListener } from "./registration/listeners.js";
import { serving } from "./serving/index.js";
import { staking } from "./staking/index.js";
import { rootDissolveNetwork } from "./subnets/calls/rootDissolveNetwork.js";
import { subnets } from "./subnets/index.js";
import { weights } from "./weights/index.js";

export type { NeuronListener };

export interface SubtensorOptions {
  /** Told in this order when neurons or subnets go. */
  readonly listeners: readonly NeuronListener[];
  /** Whether root_dissolve_network is there: from 462 on. */
  readonly rootDissolves?: boolean;
}

export function subtensor({ listeners, rootDissolves = false }: SubtensorOptions): Pallet {
  return definePallet({
    name: "SubtensorModule",
    index: 7,
    docs: "Subnets: who takes part, who trusts whom, who earns what.",
    slices: [
      subnets(listeners),
      ...(rootDissolves ? [{ calls: [rootDissolveNetwork(listeners)] }] : []),
      identity(listeners),
      registration(listeners),
      staking,
      delegation,
      serving,
      weights,
      epoch,
      emission,
      beyondStable,
      api,
    ],
    numbers: rootDissolves ? { ...numbers, calls: { ...numbers.calls, root_dissolve_network: 120 } } : numbers,
    hooks,
  });
}
