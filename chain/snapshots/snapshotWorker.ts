// The worker thread of one snapshot: does it and tells what came of it.

import { parentPort, workerData } from "node:worker_threads";
import { type WriteSnapshotOptions, writeSnapshot } from "./writeSnapshot.js";

const written = await writeSnapshot(workerData as WriteSnapshotOptions);
parentPort?.postMessage(written);
