// How fast this chain makes blocks, as seen here, and waiting for a height.
import type { ChainHeader, PlexusClient } from "@plexus/client/sdk";
import { pause } from "./schedule.js";

export interface BlockClock {
  /** Milliseconds between blocks, a moving average of what was seen; 1,000 before anything was. */
  blockMs(): number;
  head(): ChainHeader | undefined;
  /** Resolves when a finalised head of at least this height was seen. */
  reach(block: number, signal: AbortSignal): Promise<void>;
  stop(): void;
}

const RATE = 0.1;
const LOOK_MS = 50;

export async function startBlockClock(client: PlexusClient, onError: (error: unknown) => void): Promise<BlockClock> {
  let averageMs = 1_000;
  let last: { header: ChainHeader; atMs: number } | undefined;
  const stop = await client.onFinalized(
    (header) => {
      const atMs = performance.now();
      if (last !== undefined && header.number === last.header.number + 1)
        averageMs += RATE * (Math.min(60_000, Math.max(20, atMs - last.atMs)) - averageMs);
      last = { header, atMs };
    },
    { onError },
  );
  return {
    blockMs: () => averageMs,
    head: () => last?.header,
    async reach(block, signal) {
      while ((last?.header.number ?? -1) < block) await pause(LOOK_MS, signal);
    },
    stop,
  };
}
