// The calls that a chain without vote extensions and without snapshots answers plainly. Queries go to the node's own RPC.

import type { AbciHandlers } from "./abci/handlers.js";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
  ResponseVerifyVoteExtension_VerifyStatus as VerifyStatus,
} from "./proto/abci.js";

type RestCalls =
  | "query"
  | "extendVote"
  | "verifyVoteExtension"
  | "listSnapshots"
  | "offerSnapshot"
  | "loadSnapshotChunk"
  | "applySnapshotChunk";

export function restHandlers(): Pick<AbciHandlers, RestCalls> {
  return {
    query: () => ({
      code: 1,
      log: "ask the node's RPC: state_getStorage, plexus_getProof",
      info: "",
      index: 0n,
      key: new Uint8Array(),
      value: new Uint8Array(),
      proofOps: undefined,
      height: 0n,
      codespace: "",
    }),
    extendVote: () => ({ voteExtension: new Uint8Array() }),
    verifyVoteExtension: ({ voteExtension }) => ({
      status: voteExtension.length === 0 ? VerifyStatus.ACCEPT : VerifyStatus.REJECT,
    }),
    listSnapshots: () => ({ snapshots: [] }),
    offerSnapshot: () => ({ result: OfferResult.ABORT }),
    loadSnapshotChunk: () => ({ chunk: new Uint8Array() }),
    applySnapshotChunk: () => ({ result: ApplyResult.ABORT, refetchChunks: [], rejectSenders: [] }),
  };
}
