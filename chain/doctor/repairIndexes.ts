// The indexes by hash made anew from the blocks themselves: block hash → height and extrinsic hash → place.

import { decodeRecord, heightKey, readBlock, readHash } from "@plexus/chain/store";
import { headerCodec } from "@plexus/core/runtime";
import { decode, fromHex, toHex } from "@plexus/core/scale";
import { type Finding, ok } from "./finding.js";
import type { Patient } from "./patient.js";

const BLOCKS_AT_ONCE = 256;

/** Throws if a block cannot be read; what was repaired until then stays, and no block is touched. */
export async function repairIndexes(patient: Patient): Promise<Finding> {
  const { databases, hashing, head, earliestBlock } = patient;
  const { root, hashes, extrinsics } = databases;
  const last = head?.number ?? 0;
  const first = Math.max(1, earliestBlock);
  const heights = [0, ...Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)];
  root.transactionSync(() => extrinsics.clearSync());
  let indexed = 0;
  for (let from = 0; from < heights.length; from += BLOCKS_AT_ONCE) {
    root.transactionSync(() => {
      for (const height of heights.slice(from, from + BLOCKS_AT_ONCE)) {
        restoreHash(patient, height);
        const block = readBlock(databases, height);
        if (!block) continue;
        hashes.put(fromHex(block.hash), heightKey(height));
        for (const [index, extrinsic] of block.extrinsics.entries()) {
          extrinsics.put(hashing.blake2b256(extrinsic), Buffer.concat([heightKey(height), heightKey(index)]));
          indexed++;
        }
      }
    });
    await patient.progress("indexes", from, heights.length);
  }
  const strays = findStrays(patient, new Set(heights));
  root.transactionSync(() => {
    for (const key of strays) hashes.remove(key);
  });
  return ok(
    "repair",
    `${heights.length} blocks and ${indexed} extrinsics indexed anew, ${strays.length} strays removed`,
  );
}

/** The header gives the hash; it is believed against the index where the block after, or the head, names it so. */
function restoreHash({ databases, hashing, head }: Patient, height: number): void {
  const record = databases.blocks.get(heightKey(height));
  if (!record) return;
  const hash = toHex(hashing.blake2b256(decodeRecord(record).header));
  const held = readHash(databases, height);
  if (held === hash) return;
  const next = databases.blocks.get(heightKey(height + 1));
  const named = next ? decode(headerCodec, decodeRecord(next).header).parent_hash : head?.hash;
  if (held === undefined || named === hash) databases.hashes.put(heightKey(height), Buffer.from(fromHex(hash)));
}

function findStrays({ databases }: Patient, heights: ReadonlySet<number>): Buffer[] {
  const strays: Buffer[] = [];
  for (const { key, value } of databases.hashes.getRange()) {
    const bytes = key as Buffer;
    const height = (bytes.length === 4 ? bytes : value).readUInt32BE(0);
    const isOwn = bytes.length === 4 || readHash(databases, height) === toHex(bytes);
    if (!heights.has(height) || !isOwn) strays.push(Buffer.from(bytes));
  }
  return strays;
}
