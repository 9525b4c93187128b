// What a run needs to go on after a kill: weights, optimiser state, counters. Written aside and renamed, so that a kill
// during writing leaves the one before.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../../models/safetensors.js";

export interface Counters {
  step: number;
  tokens: number;
  /** Wall-clock seconds spent in training steps so far. */
  seconds: number;
  cpuSeconds: number;
  /** Tokens drawn, by source. */
  drawn: Record<string, number>;
}

export interface Checkpoint {
  readonly counters: Counters;
  /** Parameters under their names; state under first.* and second.*. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  const metadata = { counters: JSON.stringify(checkpoint.counters) };
  writeFileSync(`${path}.part`, writeSafetensors(checkpoint.tensors, "F32", metadata));
  renameSync(`${path}.part`, path);
}

export function readCheckpoint(path: string): Checkpoint | null {
  if (!existsSync(path)) return null;
  const { tensors, metadata } = readSafetensors(readFileSync(path));
  if (!metadata["counters"]) throw new Error(`${path} is not a training checkpoint`);
  return { tensors, counters: JSON.parse(metadata["counters"]) as Counters };
}
