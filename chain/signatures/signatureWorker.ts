// The worker thread that checks signatures: a buffer of checks in, a byte for each out, and what it cost.

import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { unpackChecks } from "./signatureBatch.js";

const { signing } = await nativeCrypto();

/** CPU time of this thread, ns; undefined off Linux. Right only just after the thread has slept: the kernel adds up when it switches. */
function threadNs(): number | undefined {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]);
  } catch {
    return undefined;
  }
}

// The thread does nothing else, so that what it took since the last batch came is what that batch cost, its messages too.
let countedNs = threadNs();

parentPort?.on("message", (packed: Uint8Array) => {
  const nowNs = threadNs();
  const clockNs = process.hrtime.bigint();
  const answers = Uint8Array.from(unpackChecks(packed), ({ scheme, signature, payload, account }) =>
    signing.verify(scheme, signature, payload, account) ? 1 : 0,
  );
  // Off Linux the clock, which on a busy machine tells too much.
  const cpuNs =
    nowNs === undefined || countedNs === undefined ? Number(process.hrtime.bigint() - clockNs) : nowNs - countedNs;
  countedNs = nowNs;
  parentPort?.postMessage({ answers, cpuNs });
});
