// Blocks, their hashes, the index of extrinsics and the receipts, as rows. Writers run inside the caller's transaction.

import type { ExtrinsicOutcome } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { type BlockRecord, decodeRecord, encodeRecord } from "./blockRecord.js";
import type { Databases } from "./databases.js";
import { heightKey } from "./keys.js";

export function writeBlock(
  { blocks, hashes, extrinsics, receipts }: Databases,
  block: BlockRecord,
  extrinsicHashes: readonly Hex[],
  outcomes: readonly ExtrinsicOutcome[] | undefined,
): void {
  const height = heightKey(block.number);
  blocks.put(height, encodeRecord(block));
  hashes.put(height, Buffer.from(fromHex(block.hash)));
  hashes.put(fromHex(block.hash), height);
  if (outcomes) receipts.put(height, Buffer.from(JSON.stringify(outcomes, jsonValue)));
  for (const [index, hash] of extrinsicHashes.entries()) {
    extrinsics.put(fromHex(hash), Buffer.concat([height, heightKey(index)]));
  }
}

export function readHash({ hashes }: Databases, height: number): Hex | undefined {
  if (!Number.isInteger(height) || height < 0 || height > 0xffff_ffff) return undefined;
  const hash = hashes.get(heightKey(height));
  return hash && toHex(hash);
}

export function readBlock(databases: Databases, height: number): BlockRecord | undefined {
  const hash = readHash(databases, height);
  const record = hash && databases.blocks.get(heightKey(height));
  return record && hash ? { number: height, hash, ...decodeRecord(record) } : undefined;
}

/** The newest inclusion of an extrinsic. */
export function readPlace(
  { extrinsics }: Databases,
  extrinsicHash: Uint8Array,
): { number: number; index: number } | undefined {
  const place = extrinsicHash.length === 32 ? extrinsics.get(extrinsicHash) : undefined;
  return place && { number: place.readUInt32BE(0), index: place.readUInt32BE(4) };
}

/** Forgets a block in every table. `hash` is that of extrinsics. */
export function removeBlock(databases: Databases, height: number, hash: (bytes: Uint8Array) => Uint8Array): void {
  const block = readBlock(databases, height);
  if (!block) return;
  const { blocks, hashes, extrinsics, receipts } = databases;
  for (const extrinsic of block.extrinsics) {
    const name = hash(extrinsic);
    // The same bytes may stand again in a later block, which the index then names.
    if (readPlace(databases, name)?.number === height) extrinsics.remove(name);
  }
  blocks.remove(heightKey(height));
  receipts.remove(heightKey(height));
  hashes.remove(heightKey(height));
  hashes.remove(fromHex(block.hash));
}

function jsonValue(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Uint8Array ? toHex(value) : value;
}
