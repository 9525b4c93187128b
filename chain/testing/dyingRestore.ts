// For tests only: restores a snapshot in a process of its own, to be killed on the way. Arguments: the newcomer's directory,
// the folder of snapshots, the height, its block hash, and where to die: a chunk ("chunk-1") or a failpoint of the store.

import { SnapshotRestore, SnapshotShelf } from "@plexus/chain/snapshots";
import { parseFailpoint } from "@plexus/chain/store";
import { fromHex } from "@plexus/core/scale";
import { genesis } from "./snapshotFixture.js";
import { hashing, StoreChain } from "./storeChain.js";

const [directory = "", snapshots = "", height = "", hash = "", death = ""] = process.argv.slice(2);
const failpoint = death.startsWith("chunk-") ? undefined : parseFailpoint(death);
const chain = new StoreChain({ directory, keepBlocks: "all", failpoint });
if (!chain.store.head) chain.add(genesis);
const shelf = new SnapshotShelf(snapshots);
const [snapshot] = shelf.list();
if (!snapshot) throw new Error("no snapshot");
const restore = new SnapshotRestore({ store: chain.store, hashing });
console.log(restore.offer(snapshot, fromHex(hash)));
for (let index = 0; index < snapshot.chunks; index++) {
  if (death === `chunk-${index}`) process.kill(process.pid, "SIGKILL");
  await restore.applyChunk(index, shelf.chunk(Number(height), 1, index) as Uint8Array, "peer");
}
await chain.store.close();
