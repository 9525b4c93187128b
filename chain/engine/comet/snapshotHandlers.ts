// The snapshot connection: what newcomers are given, and what a newcomer takes (issue 4 §3). The work is done in
// @plexus/chain/snapshots; here it only gets CometBFT's words.

import type { ChunkVerdict, OfferVerdict, Snapshot } from "@plexus/chain/snapshots";
import type { Head } from "@plexus/core/runtime";
import type { Logger } from "../logger.js";
import type { AbciHandlers } from "./abci/handlers.js";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
} from "./proto/abci.js";

/** The snapshots that this node keeps for others. */
export interface SnapshotSource {
  list(): readonly Snapshot[];
  chunk(height: number, format: number, index: number): Uint8Array | undefined;
}

/** Takes a snapshot in. */
export interface SnapshotTarget {
  offer(snapshot: Snapshot, appHash: Uint8Array): OfferVerdict;
  applyChunk(index: number, chunk: Uint8Array, sender: string): Promise<ChunkVerdict>;
}

export interface SnapshotHandlerOptions {
  readonly source: SnapshotSource | undefined;
  readonly target: SnapshotTarget | undefined;
  readonly onRestored: (head: Head) => void;
  readonly logger: Logger;
}

const OFFERS: Readonly<Record<OfferVerdict, OfferResult>> = {
  accept: OfferResult.ACCEPT,
  abort: OfferResult.ABORT,
  reject: OfferResult.REJECT,
  rejectFormat: OfferResult.REJECT_FORMAT,
  rejectSender: OfferResult.REJECT_SENDER,
};
const CHUNKS: Readonly<Record<ChunkVerdict["result"], ApplyResult>> = {
  accept: ApplyResult.ACCEPT,
  abort: ApplyResult.ABORT,
  retry: ApplyResult.RETRY,
  retrySnapshot: ApplyResult.RETRY_SNAPSHOT,
  rejectSnapshot: ApplyResult.REJECT_SNAPSHOT,
};

type SnapshotCalls = "listSnapshots" | "offerSnapshot" | "loadSnapshotChunk" | "applySnapshotChunk";

export function snapshotHandlers(options: SnapshotHandlerOptions): Pick<AbciHandlers, SnapshotCalls> {
  const { source, target, onRestored, logger } = options;
  return {
    listSnapshots() {
      try {
        return { snapshots: (source?.list() ?? []).map((each) => ({ ...each, height: BigInt(each.height) })) };
      } catch (error) {
        logger.error({ err: error }, "the snapshots could not be listed");
        return { snapshots: [] };
      }
    },

    loadSnapshotChunk({ height, format, chunk }) {
      try {
        return { chunk: source?.chunk(Number(height), format, chunk) ?? new Uint8Array() };
      } catch (error) {
        logger.error({ err: error, height: Number(height), chunk }, "a chunk of a snapshot could not be read");
        return { chunk: new Uint8Array() };
      }
    },

    offerSnapshot({ snapshot, appHash }) {
      if (!target || !snapshot) return { result: OfferResult.ABORT };
      const offered = {
        ...snapshot,
        height: Number(snapshot.height),
        hash: new Uint8Array(snapshot.hash),
        metadata: new Uint8Array(snapshot.metadata),
      };
      const verdict = target.offer(offered, new Uint8Array(appHash));
      logger.info({ height: offered.height, chunks: snapshot.chunks, verdict }, "a snapshot is offered");
      return { result: OFFERS[verdict] };
    },

    async applySnapshotChunk({ index, chunk, sender }) {
      if (!target) return { result: ApplyResult.ABORT, refetchChunks: [], rejectSenders: [] };
      const verdict = await target.applyChunk(index, new Uint8Array(chunk), sender);
      if (verdict.restored) onRestored(verdict.restored);
      return {
        result: CHUNKS[verdict.result],
        refetchChunks: verdict.refetchChunks,
        rejectSenders: verdict.rejectSenders,
      };
    },
  };
}
