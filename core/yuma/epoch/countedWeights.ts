/** The weights that count, each row normalised to I32F32 bits (yuma.md §4, steps 1–4). */
import type { EpochInput, Row } from "./epochInput.js";
import { normaliseRows } from "./matrixArithmetic.js";
import { fromRows, type SparseMatrix, selectCells } from "./sparseMatrix.js";

type Keep = (row: number, column: number) => boolean;

/** The rows of neurons with a permit; the others are empty. */
export function permittedRows(rows: readonly Row[], permits: readonly boolean[]): Row[] {
  return rows.map((row, uid) => (permits[uid] === true ? row : []));
}

/** Weights for others, and the owner's for itself. */
export function onOthers(ownerUid: number | undefined): Keep {
  return (row, column) => row !== column || row === ownerUid;
}

/** Weights younger than the registration of their target. */
export function younger(dates: readonly number[], registeredAt: readonly number[]): Keep {
  return (row, column) => (dates[row] ?? 0) > registeredAt[column]!;
}

/** Weights not committed before the registration of their target; no commit drops nothing. */
function notCommittedBefore(commits: readonly (number | undefined)[], registeredAt: readonly number[]): Keep {
  return (row, column) => {
    const commit = commits[row];
    return commit === undefined || commit >= registeredAt[column]!;
  };
}

/**
 * A weight is void when it is not younger than the registration of its target, or, under commit-reveal, when it was
 * committed before it: the target is then not the neuron that was judged.
 */
export function countedWeights(
  input: EpochInput,
  permits: readonly boolean[],
  ownerUid: number | undefined,
): SparseMatrix {
  const stored = fromRows(permittedRows(input.weights, permits), input.stake.length);
  const { lastUpdate, registeredAt, commitBlocks } = input;
  const foreign = selectCells(stored, onOthers(ownerUid));
  const fresh = selectCells(foreign, younger(lastUpdate, registeredAt));
  if (commitBlocks === undefined) return normaliseRows(fresh);
  return normaliseRows(selectCells(fresh, notCommittedBefore(commitBlocks, registeredAt)));
}
