// The state: does it have the root of the head's header, and does the history lead back, block by block, to the roots of the
// headers before? Each step back is what a proof at an old height does.

import {
  heightKey,
  historyKey,
  keysCodec,
  readBlock,
  readPrevious,
  StateTree,
  sha256,
  type TreeChange,
} from "@plexus/chain/store";
import { headerCodec } from "@plexus/core/runtime";
import { decode, type Hex, toHex } from "@plexus/core/scale";
import { bad, FaultList, type Finding, ok, RESTORE_ADVICE } from "../finding.js";
import type { Patient } from "../patient.js";

const BATCH = 8_192;

export async function checkState(patient: Patient, depthBlocks: number): Promise<Finding[]> {
  const { databases, head } = patient;
  if (!head) return [];
  const tree = new StateTree();
  const total = (databases.state.getStats() as { entryCount: number }).entryCount;
  let batch: TreeChange[] = [];
  let entries = 0;
  let bytes = 0;
  for (const { key, value } of databases.state.getRange({ snapshot: true })) {
    batch.push({ path: sha256(key as Buffer), valueHash: sha256(value) });
    bytes += (key as Buffer).length + value.length;
    if (++entries % BATCH === 0) {
      tree.keep(tree.update(batch));
      batch = [];
      await patient.progress("state", entries, total);
    }
  }
  tree.keep(tree.update(batch));
  const root = toHex(tree.root);
  if (root !== head.stateRoot)
    return [
      bad("state", `its root is ${root}, the header of block ${head.number} says ${head.stateRoot}`, RESTORE_ADVICE),
    ];
  const found = ok(
    "state",
    `${entries} entries, ${(bytes / 1e6).toFixed(1)} MB, have the root of block ${head.number}`,
  );
  const spare = (databases.spare.getStats() as { entryCount: number }).entryCount;
  const rest: Finding[] =
    spare > 0
      ? [ok("restoration", `${spare} entries of a snapshot that was not finished; the next start removes them`)]
      : [];
  return [found, ...rest, await checkHistory(patient, tree, depthBlocks)];
}

async function checkHistory(patient: Patient, tree: StateTree, depthBlocks: number): Promise<Finding> {
  const { databases, earliestState, head } = patient;
  const newest = head?.number ?? 0;
  const lowest = Math.max(earliestState, newest - depthBlocks);
  const faults = new FaultList();
  for (let height = newest; height > lowest && faults.count === 0; height--) {
    const changes: TreeChange[] = [];
    const record = databases.changes.get(heightKey(height));
    if (!record) faults.add(`what block ${height} changed is not recorded`);
    for (const key of record ? decode(keysCodec, record) : []) {
      const entry = databases.history.get(historyKey(key, height));
      if (!entry) faults.add(`what ${toHex(key)} held before block ${height} is not recorded`);
      const previous = entry && readPrevious(entry);
      changes.push({ path: sha256(key), valueHash: previous && sha256(previous) });
    }
    tree.keep(tree.update(changes));
    const root = rootInHeader(patient, height - 1);
    if (root !== undefined && root !== toHex(tree.root))
      faults.add(
        `undoing block ${height} leads to ${toHex(tree.root)}, the header of block ${height - 1} says ${root}`,
      );
    if (height % 64 === 0) await patient.progress("history", newest - height, newest - lowest);
  }
  if (faults.count > 0) return bad("history", String(faults), `newer state is sound, older is not: ${RESTORE_ADVICE}`);
  const all = lowest === earliestState ? "" : ` (older ones down to ${earliestState} not examined: --all)`;
  return ok("history", `leads back to the roots of blocks ${lowest} to ${newest}${all}`);
}

function rootInHeader({ databases }: Patient, height: number): Hex | undefined {
  const block = readBlock(databases, height);
  return block && decode(headerCodec, block.header).state_root;
}
