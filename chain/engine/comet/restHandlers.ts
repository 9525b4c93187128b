// The calls that this chain has no use for: it has no vote extensions, and its own RPC answers questions.

import type { AbciHandlers } from "./abci/handlers.js";
import { ResponseVerifyVoteExtension_VerifyStatus as VerifyStatus } from "./proto/abci.js";

export function restHandlers(): Pick<AbciHandlers, "query" | "extendVote" | "verifyVoteExtension"> {
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
  };
}
