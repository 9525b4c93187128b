// Heads in order and without gaps, across lost connections (spec: substrate-wire.md §1.5).
import type { CryptoProvider } from "@plexus/core/crypto";
import type { RpcClient } from "../rpc/rpcClient.js";
import { SdkError } from "../sdkError.js";
import { type ChainHeader, readHeader } from "./header.js";

export type HeadListener = (header: ChainHeader) => void | Promise<void>;

export interface FollowOptions {
  /** Called when a listener threw or a head could not be fetched; following goes on. */
  readonly onError?: (error: unknown) => void;
}

/** How many missed blocks are fetched one by one after a pause; of a longer absence only the newest are told. */
const maxBackfill = 4_096;

export async function headerAt(rpc: RpcClient, crypto: CryptoProvider, height: number): Promise<ChainHeader> {
  const hash = await rpc.request("chain_getBlockHash", [height]);
  return readHeader(crypto, await rpc.request("chain_getHeader", [hash]));
}

/**
 * Calls the listener for every finalised block from the newest at the time of calling, one after another: the next one
 * waits for the listener's promise. Gives back a function that stops it.
 */
export async function followFinalised(
  rpc: RpcClient,
  crypto: CryptoProvider,
  listener: HeadListener,
  options: FollowOptions = {},
): Promise<() => void> {
  let last: ChainHeader | undefined;
  let stopped = false;
  let chain = Promise.resolve();

  /** What was finalised once stays: a head that does not build on the last one told is no head of this chain. */
  function checkLink(next: ChainHeader): void {
    if (last === undefined || next.number !== last.number + 1 || next.parentHash === last.hash) return;
    throw new SdkError("BadAnswer", `finalised block ${next.number} does not build on block ${last.hash}`);
  }

  async function tell(json: unknown): Promise<void> {
    const header = readHeader(crypto, json);
    const from = last === undefined ? header.number : Math.max(last.number + 1, header.number - maxBackfill);
    for (let height = from; height <= header.number; height += 1) {
      if (stopped) return;
      const next = height === header.number ? header : await headerAt(rpc, crypto, height);
      checkLink(next);
      last = next;
      await listener(next);
    }
  }

  const unsubscribe = await rpc.subscribe({
    method: "chain_subscribeFinalizedHeads",
    unsubscribe: "chain_unsubscribeFinalizedHeads",
    onNotification(json) {
      chain = chain.then(() => (stopped ? undefined : tell(json))).catch((error: unknown) => options.onError?.(error));
    },
    onLost: (error) => options.onError?.(error),
  });
  return () => {
    stopped = true;
    unsubscribe();
  };
}
