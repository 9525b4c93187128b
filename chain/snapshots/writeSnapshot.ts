// Writes the snapshot of one height. Runs in a worker thread, in one turn of its event loop, so that LMDB gives it one
// consistent view; the height may be behind the head by then, the history carries it back. The root is computed anew
// before the snapshot gets its name: one that is wrong is never offered.

import {
  type Databases,
  encodeRecord,
  openDatabases,
  readBlock,
  readHash,
  readMeta,
  StateTree,
  sha256,
  stateAt,
  type TreeChange,
} from "@plexus/chain/store";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { ContentWriter } from "./contentStream.js";
import { encodeManifest, SNAPSHOT_FORMAT } from "./manifest.js";
import { pack } from "./packing.js";
import { ShelfWriter } from "./snapshotShelf.js";

export interface WriteSnapshotOptions {
  /** The LMDB folder, D/state. */
  stateDirectory: string;
  durable: boolean;
  /** D/snapshots. */
  directory: string;
  height: number;
  /** Of that block's header. */
  stateRoot: Hex;
  /** Content of a chunk. */
  chunkBytes: number;
}

export interface WrittenSnapshot {
  height: number;
  chunks: number;
  /** Before and after compression. */
  contentBytes: number;
  packedBytes: number;
  entries: number;
  tookMs: number;
}

export class SnapshotFailed extends Error {
  override name = "SnapshotFailed";
}

/** Leaves added to the tree at once. */
const TREE_BATCH = 16_384;

/** Throws SnapshotFailed if the height's state or block is not kept or does not have its root. */
export async function writeSnapshot(options: WriteSnapshotOptions): Promise<WrittenSnapshot> {
  const databases = openDatabases(options.stateDirectory, options.durable);
  const shelf = new ShelfWriter(options.directory, options.height);
  const transaction = databases.root.useReadTransaction();
  try {
    return write(databases, shelf, options);
  } catch (error) {
    shelf.abandon();
    throw error;
  } finally {
    transaction.done();
    await databases.root.close();
  }
}

function write(
  databases: Databases,
  shelf: ShelfWriter,
  { height, stateRoot, chunkBytes }: WriteSnapshotOptions,
): WrittenSnapshot {
  const beganMs = performance.now();
  const block = readBlock(databases, height);
  const genesisHash = readHash(databases, 0);
  const earliest = readMeta<number>(databases, "earliestState") ?? 0;
  if (!block || !genesisHash || height < earliest) {
    throw new SnapshotFailed(`block ${height} or its state is not kept (earliest state ${earliest})`);
  }
  const chunkHashes: Uint8Array[] = [];
  let packedBytes = 0;
  const content = new ContentWriter(chunkBytes, (chunk) => {
    const packed = pack(chunk);
    chunkHashes.push(sha256(chunk));
    packedBytes += packed.length;
    shelf.chunk(packed);
  });
  content.block(encodeRecord(block));
  const { root, entries } = copyState(databases, height, content);
  content.end();
  if (root !== stateRoot)
    throw new SnapshotFailed(`the state read for block ${height} has root ${root}, not ${stateRoot}`);
  const { totalBytes } = content;
  shelf.finish(
    encodeManifest({
      format: SNAPSHOT_FORMAT,
      height,
      header: block.header,
      genesisHash: fromHex(genesisHash),
      totalBytes,
      chunkBytes,
      chunkHashes,
    }),
  );
  const tookMs = Math.round(performance.now() - beganMs);
  return { height, chunks: chunkHashes.length, contentBytes: Number(totalBytes), packedBytes, entries, tookMs };
}

function copyState(databases: Databases, height: number, content: ContentWriter): { root: string; entries: number } {
  const tree = new StateTree();
  let batch: TreeChange[] = [];
  let entries = 0;
  const flush = () => {
    tree.keep(tree.update(batch));
    batch = [];
  };
  for (const [key, value] of stateAt(databases.state, databases.history, height).iterate(new Uint8Array())) {
    content.entry([key, value]);
    batch.push({ path: sha256(key), valueHash: sha256(value) });
    entries++;
    if (batch.length === TREE_BATCH) flush();
  }
  flush();
  return { root: toHex(tree.root), entries };
}
