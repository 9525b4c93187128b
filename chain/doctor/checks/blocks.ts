// Every block that is kept: its header has its hash and names its parent, its extrinsics have the root in the header, and the
// indexes by hash lead to it.

import { type BlockRecord, heightKey, readBlock, readHash, readPlace } from "@plexus/chain/store";
import { extrinsicsRoot, headerCodec } from "@plexus/core/runtime";
import { decode, fromHex, type Hex, toHex } from "@plexus/core/scale";
import { bad, FaultList, type Finding, ok, RESTORE_ADVICE, warn } from "../finding.js";
import type { Patient } from "../patient.js";

const REPAIR_ADVICE = "run it again with --repair-indexes: they are made anew from the blocks";

export async function checkBlocks(patient: Patient): Promise<Finding[]> {
  const { head, earliestBlock, databases } = patient;
  if (!head) return [];
  const chain = new FaultList();
  const indexes = new FaultList();
  let parent: Hex | undefined;
  let extrinsics = 0;
  let receiptsMissing = 0;
  const heights = heightsOf(earliestBlock, head.number);
  for (const [position, height] of heights.entries()) {
    const block = readOrNothing(patient, height);
    if (!block) {
      chain.add(`block ${height} is missing or cannot be read`);
      parent = undefined;
    } else {
      checkOne(patient, block, parent, chain);
      checkIndexes(patient, block, indexes);
      // The receipts of the block at which a snapshot was restored were never here.
      if (!databases.receipts.get(heightKey(height)) && height !== earliestBlock) receiptsMissing++;
      extrinsics += block.extrinsics.length;
      parent = height === 0 && earliestBlock > 1 ? undefined : block.hash;
    }
    if (position % 64 === 0) await patient.progress("blocks", position, heights.length);
  }
  checkStrays(patient, heights.length, indexes);
  const findings = [
    chain.count > 0
      ? bad("blocks", String(chain), RESTORE_ADVICE)
      : ok(
          "blocks",
          `${heights.length} from ${earliestBlock || 0} to ${head.number} with ${extrinsics} extrinsics hang together`,
        ),
    indexes.count > 0
      ? bad("indexes", String(indexes), REPAIR_ADVICE)
      : ok("indexes", "hashes lead to their blocks and extrinsics"),
  ];
  if (receiptsMissing > 0)
    findings.push(
      warn("receipts", `${receiptsMissing} blocks have no receipts`, "nothing needs them but reading old outcomes"),
    );
  return findings;
}

/** 0, and from the earliest to the head. */
function heightsOf(earliest: number, head: number): number[] {
  const first = Math.max(1, earliest);
  return [0, ...Array.from({ length: Math.max(0, head - first + 1) }, (_, index) => first + index)];
}

function readOrNothing({ databases }: Patient, height: number): BlockRecord | undefined {
  try {
    return readBlock(databases, height);
  } catch {
    return undefined;
  }
}

function checkOne({ hashing }: Patient, block: BlockRecord, parent: Hex | undefined, faults: FaultList): void {
  const name = `block ${block.number}`;
  if (toHex(hashing.blake2b256(block.header)) !== block.hash)
    return faults.add(`the header of ${name} does not have its hash`);
  const header = decode(headerCodec, block.header);
  if (header.number !== block.number) faults.add(`${name} has the header of block ${header.number}`);
  if (parent !== undefined && header.parent_hash !== parent)
    faults.add(`${name} does not follow on block ${block.number - 1}`);
  if (extrinsicsRoot(hashing, block.extrinsics) !== header.extrinsics_root)
    faults.add(`the extrinsics of ${name} are not those of its header`);
}

function checkIndexes({ databases, hashing }: Patient, block: BlockRecord, faults: FaultList): void {
  const number = databases.hashes.get(fromHex(block.hash))?.readUInt32BE(0);
  if (number !== block.number) faults.add(`the hash of block ${block.number} leads to ${number ?? "nothing"}`);
  for (const [index, extrinsic] of block.extrinsics.entries()) {
    const place = readPlace(databases, hashing.blake2b256(extrinsic));
    const isLater = place !== undefined && place.number > block.number;
    if (!isLater && (place?.number !== block.number || place.index !== index))
      faults.add(`extrinsic ${index} of block ${block.number} is not found by its hash`);
  }
}

/** Entries that lead to no block. Every height has two in `hashes`. */
function checkStrays({ databases, hashing }: Patient, blocks: number, faults: FaultList): void {
  const { hashes, extrinsics } = databases;
  const held = hashes.getStats() as { entryCount: number };
  if (held.entryCount !== 2 * blocks) faults.add(`${held.entryCount} entries for ${blocks} blocks`);
  for (const { key, value } of extrinsics.getRange()) {
    const [number, index] = [value.readUInt32BE(0), value.readUInt32BE(4)];
    const extrinsic = readHash(databases, number) ? readBlock(databases, number)?.extrinsics[index] : undefined;
    if (!extrinsic || Buffer.compare(hashing.blake2b256(extrinsic), key as Buffer) !== 0)
      faults.add(`the hash ${toHex(key as Buffer)} leads to an extrinsic that is not there`);
  }
}
