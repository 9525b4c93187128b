// Snapshots on the shelf: each chunk is what its manifest says, and the manifest's block is this chain's.

import { join } from "node:path";
import { contentBytes, decodeManifest, SnapshotShelf, unpack } from "@plexus/chain/snapshots";
import { readHash, sha256 } from "@plexus/chain/store";
import { toHex } from "@plexus/core/scale";
import { bad, FaultList, type Finding, ok } from "../finding.js";
import type { Patient } from "../patient.js";

export async function checkSnapshots(patient: Patient): Promise<Finding[]> {
  const shelf = new SnapshotShelf(join(patient.directory, "snapshots"));
  const faults = new FaultList();
  const listed = new Map(shelf.list().map((snapshot) => [snapshot.height, snapshot]));
  const heights = shelf.heights();
  for (const height of heights) {
    const snapshot = listed.get(height);
    if (!snapshot) {
      faults.add(`${height} has no manifest that can be read`);
      continue;
    }
    const manifest = decodeManifest(snapshot.metadata);
    const hash = toHex(patient.hashing.blake2b256(manifest.header));
    const ours = readHash(patient.databases, height);
    if (manifest.height !== height || (ours !== undefined && ours !== hash))
      faults.add(`${height} is of another block`);
    if (toHex(manifest.genesisHash) !== readHash(patient.databases, 0)) faults.add(`${height} is of another chain`);
    for (const [index, expected] of manifest.chunkHashes.entries()) {
      const chunk = shelf.chunk(height, snapshot.format, index);
      const content = chunk && unpack(chunk, contentBytes(manifest, index));
      if (!content || Buffer.compare(sha256(content), expected) !== 0)
        faults.add(`chunk ${index} of ${height} is ${chunk ? "damaged" : "missing"}`);
      await patient.progress(`snapshot ${height}`, index, manifest.chunkHashes.length);
    }
  }
  if (faults.count > 0)
    return [
      bad(
        "snapshots",
        String(faults),
        `remove the folders of those heights below ${shelf.directory}: newcomers would refuse them`,
      ),
    ];
  return [
    ok(
      "snapshots",
      heights.length === 0 ? "none" : `of blocks ${heights.join(", ")}, every chunk as its manifest says`,
    ),
  ];
}
