/** Bonds that no longer point at the neuron they were earned on (yuma.md §5.1, step 1). */

import { younger } from "./countedWeights.js";
import type { EpochInput } from "./epochInput.js";
import { type SparseMatrix, selectCells } from "./sparseMatrix.js";

/** 2024: a bond is void when its validator's last weights are not younger than the target's registration. */
export function dropOutdatedBonds(bonds: SparseMatrix, input: EpochInput): SparseMatrix {
  return selectCells(bonds, younger(input.lastUpdate, input.registeredAt));
}

/** 2026: every bond on a neuron registered since the last epoch is void. */
export function dropBondsOnNewcomers(bonds: SparseMatrix, input: EpochInput): SparseMatrix {
  const last = input.parameters.lastMechanismStepBlock ?? 0;
  const boundary = last > 0 ? last + 1 : Math.max(0, input.currentBlock - (input.parameters.tempo ?? 0));
  return selectCells(bonds, (_, column) => boundary > input.registeredAt[column]!);
}
