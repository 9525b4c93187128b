// The worker thread that checks signatures: a buffer of checks in, a byte for each out, and what it cost.

import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { unpackChecks } from "./signatureBatch.js";

const { signing } = await nativeCrypto();

/** CPU time of this thread, ns (Linux); elsewhere the clock, which on a busy machine tells too much. */
function threadNs(): bigint {
  try {
    return BigInt(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0] as string);
  } catch {
    return process.hrtime.bigint();
  }
}

parentPort?.on("message", (packed: Uint8Array) => {
  const beforeNs = threadNs();
  const answers = Uint8Array.from(unpackChecks(packed), ({ scheme, signature, payload, account }) =>
    signing.verify(scheme, signature, payload, account) ? 1 : 0,
  );
  parentPort?.postMessage({ answers, cpuNs: Number(threadNs() - beforeNs) });
});
