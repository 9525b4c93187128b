// Hands an extrinsic over and waits until it stands in a block, also when the connection goes in between
// (spec: substrate-wire.md §1.5).
import { type Hex, toHex } from "@plexus/core/scale";
import type { RpcClient } from "../rpc/rpcClient.js";
import { SdkError } from "../sdkError.js";
import { describeRefusal } from "./describeRefusal.js";
import type { SignedExtrinsic } from "./signExtrinsic.js";

export type WaitFor = "inBlock" | "finalized";

export interface WatchOptions {
  readonly wait: WaitFor;
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  /** Blocks in which it can be included: searched one by one where watching was cut off. */
  readonly firstBlock: number;
  readonly lastBlock: number;
  /** Called once the node has taken it: the next nonce may be asked for. */
  readonly onAccepted: () => void;
}

const ends: Readonly<Record<string, string>> = {
  dropped: "the pool dropped it",
  invalid: "it became invalid while waiting",
  usurped: "another transaction of the same nonce took its place",
  finalityTimeout: "its block was not finalised in time",
};

/** The block of a status, once it is far enough; throws SdkError `Lost` on a status that ends it. */
function blockOf(status: unknown, wait: WaitFor): Hex | undefined {
  const [name, value] =
    typeof status === "string" ? [status, undefined] : (Object.entries(status as object)[0] ?? ["", undefined]);
  if (name === "finalized" || (name === "inBlock" && wait === "inBlock")) return value as Hex;
  if (name in ends)
    throw new SdkError("Lost", `the transaction did not get into a block: ${ends[name]}`, { data: name });
  return undefined;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks for the extrinsic in finalised blocks until it is there or its era has passed. */
async function search(rpc: RpcClient, extrinsic: SignedExtrinsic, options: WatchOptions, until: number): Promise<Hex> {
  const wanted = toHex(extrinsic.raw);
  for (let height = options.firstBlock; height <= options.lastBlock; ) {
    const head = (await rpc.request("chain_getHeader", [await rpc.request("chain_getFinalizedHead")])) as {
      number: string;
    };
    if (Number.parseInt(head.number, 16) < height) {
      if (Date.now() > until)
        throw new SdkError("Timeout", `the transaction is in no block after ${options.timeoutMs} ms`);
      options.signal?.throwIfAborted();
      await pause(200);
      continue;
    }
    const hash = (await rpc.request("chain_getBlockHash", [height])) as Hex;
    const { block } = (await rpc.request("chain_getBlock", [hash])) as { block: { extrinsics: string[] } };
    if (block.extrinsics.includes(wanted)) return hash;
    height += 1;
  }
  throw new SdkError("Lost", "the transaction's time passed without a block that has it");
}

/** Resolves with the hash of its block. Throws SdkError `Refused`, `Lost`, `Timeout`, `Aborted`. */
export async function watchExtrinsic(rpc: RpcClient, extrinsic: SignedExtrinsic, options: WatchOptions): Promise<Hex> {
  const until = Date.now() + options.timeoutMs;
  const { signal } = options;
  let unsubscribe = () => {};
  let stop = () => {};
  const watched = new Promise<Hex | undefined>((resolve, reject) => {
    const timeout = new SdkError("Timeout", `the transaction is in no block after ${options.timeoutMs} ms`);
    const timer = setTimeout(() => reject(timeout), options.timeoutMs);
    const onAbort = () =>
      reject(new SdkError("Aborted", "waiting was called off; the transaction may still go through"));
    signal?.addEventListener("abort", onAbort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const request = {
      method: "author_submitAndWatchExtrinsic",
      unsubscribe: "author_unwatchExtrinsic",
      params: [toHex(extrinsic.raw)],
      resumable: false,
      onNotification(status: unknown) {
        try {
          const block = blockOf(status, options.wait);
          if (block !== undefined) resolve(block);
        } catch (error) {
          reject(error);
        }
      },
      onLost: () => resolve(undefined),
    };
    rpc.subscribe(request, { signal, timeoutMs: options.timeoutMs }).then(
      (end) => {
        unsubscribe = end;
        options.onAccepted();
      },
      // The connection went while it was being handed over: whether it arrived, the blocks will tell.
      (error: SdkError) => (error.code === "Unreachable" ? resolve(undefined) : reject(describeRefusal(error))),
    );
  });
  try {
    return (await watched) ?? (await search(rpc, extrinsic, options, until));
  } finally {
    stop();
    unsubscribe();
  }
}
