// Which blocks a producer missed lately. Two forms of one record: heights in 462, a bitmap from 463 on; they count alike.

import type { Context, Readable, StorageEntry } from "@plexus/core/frame";

export interface AbsenceRecord {
  readonly entry: StorageEntry<[address: Uint8Array], unknown>;
  /** Adds a height, once however often it is told; heights come rising. */
  record(ctx: Context, address: Uint8Array, height: number, windowBlocks: number): void;
  /** Missed among the `windowBlocks` heights up to and including `height`. */
  count(ctx: Readable, address: Uint8Array, height: number, windowBlocks: number): number;
}
