// Snapshots of a large state: what making one costs the chain that goes on, how long restoring it takes, what proofs at old
// heights cost (issue 4 §3, "Done when" 5). `npx tsx bench/snapshots.ts [megabytes]`; docs/figures.md keeps the figures.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { ChainEvents, silentLogger } from "@plexus/chain/engine";
import { SnapshotMaker, SnapshotRestore } from "@plexus/chain/snapshots";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { hashing, StoreChain } from "../chain/testing/storeChain.js";

const megabytes = Number(process.argv[2] ?? 60);
/** As System.Account has them: 80 bytes of key, 80 of value. */
const ENTRY_BYTES = 160;
const folder = mkdtempSync(join(tmpdir(), "plexus-bench-snapshots-"));

function accounts(count: number, salt: string): Map<Hex, Uint8Array> {
  const entries = new Map<Hex, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const id = hashing.blake2b256(Buffer.from(`${salt} ${index}`));
    const key = Buffer.concat([Buffer.alloc(32, 0x26), hashing.blake2b128(id), id]);
    entries.set(toHex(key), Buffer.concat([hashing.blake2b512(id), Buffer.alloc(16)]));
  }
  return entries;
}

const genesis = accounts(1_000, "genesis");
const source = new StoreChain({ directory: join(folder, "source"), keepBlocks: "all" });
source.add(genesis);
const count = Math.round((megabytes * 1e6) / ENTRY_BYTES);
const many = accounts(count, "many");
const names = [...many.keys()];
source.add(many);
console.log(`${cpus().length} CPUs, load ${loadavg()[0]?.toFixed(1)}; ${count} entries, ${megabytes} MB`);

/** CPU of this thread alone, ms; without Linux the clock. */
function threadMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

interface Took {
  wallMs: number;
  cpuMs: number;
}

/** A block of 200 changes at random places, timed. */
function commitOnce(number: number): Took {
  const changes = new Map<Hex, Uint8Array>();
  for (let index = 0; index < 200; index++) {
    const name = names[(number * 7919 + index * 104_729) % names.length] as Hex;
    changes.set(name, hashing.blake2b512(Buffer.from(`${number} ${index}`)));
  }
  const beganMs = performance.now();
  const cpuMs = threadMs();
  source.add(changes);
  return { wallMs: performance.now() - beganMs, cpuMs: threadMs() - cpuMs };
}

async function commitsUntil(isOver: () => boolean): Promise<Took[]> {
  const took: Took[] = [];
  while (!isOver()) {
    took.push(commitOnce(source.store.head?.number as number));
    await new Promise((resume) => setTimeout(resume, 100));
  }
  return took;
}

function tell(what: string, took: readonly Took[]): void {
  const spread = (values: number[]) => {
    const sorted = values.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
    return `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)} ms`;
  };
  const wall = spread(took.map(({ wallMs }) => wallMs));
  const cpu = spread(took.map(({ cpuMs }) => cpuMs));
  console.log(`${what}: ${took.length} commits, CPU of the chain's thread ${cpu}; by the clock ${wall}`);
}

const untilMs = performance.now() + 5_000;
tell("commits without a snapshot", await commitsUntil(() => performance.now() > untilMs));
const events = new ChainEvents(silentLogger);
const options = { store: source.store, events, directory: join(folder, "snapshots"), intervalBlocks: 0 };
const maker = new SnapshotMaker({ ...options, logger: silentLogger });
const height = source.store.head?.number as number;
let isMade = false;
const beforeCpu = process.cpuUsage();
const making = maker.make(height).finally(() => {
  isMade = true;
});
tell("commits while one is made", await commitsUntil(() => isMade));
const { user, system } = process.cpuUsage(beforeCpu);
const written = await making;
console.log("snapshot", written, `CPU of the process meanwhile ${((user + system) / 1e6).toFixed(1)} s`);

const [snapshot] = maker.shelf.list();
if (!snapshot) throw new Error("no snapshot");
const target = new StoreChain({ directory: join(folder, "target"), keepBlocks: "all" });
target.add(genesis);
const restore = new SnapshotRestore({ store: target.store, hashing });
const cpuBefore = process.cpuUsage();
const beganMs = performance.now();
console.log(restore.offer(snapshot, fromHex(source.store.hashOf(height) as string)));
for (let index = 0; index < snapshot.chunks; index++) {
  const chunkMs = performance.now();
  const { result } = await restore.applyChunk(index, maker.shelf.chunk(height, 1, index) as Uint8Array, "peer");
  console.log(`chunk ${index + 1} of ${snapshot.chunks}: ${result}, ${Math.round(performance.now() - chunkMs)} ms`);
}
const cpu = process.cpuUsage(cpuBefore);
console.log(
  `restored and verified in ${((performance.now() - beganMs) / 1000).toFixed(1)} s, CPU ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s; head ${target.store.head?.number}`,
);

for (const back of [4, 20, 60]) {
  const old = Math.max(1, (source.store.head?.number as number) - back);
  const startMs = performance.now();
  const proofCpuMs = threadMs();
  await source.store.prove([fromHex(names[5] as Hex)], old);
  const againMs = performance.now();
  const spentMs = threadMs() - proofCpuMs;
  await source.store.prove([fromHex(names[6] as Hex)], old);
  console.log(
    `proof ${back} blocks of 200 changes back: ${(againMs - startMs).toFixed(1)} ms (CPU ${spentMs.toFixed(1)}), the next one ${(performance.now() - againMs).toFixed(2)} ms`,
  );
}
await maker.close();
await source.store.close();
const openMs = performance.now();
await target.store.close();
const again = new StoreChain({ directory: join(folder, "target"), keepBlocks: "all" });
console.log(
  `opened again in ${((performance.now() - openMs) / 1000).toFixed(1)} s; ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
);
await again.store.close();
rmSync(folder, { recursive: true });
