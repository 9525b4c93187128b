// The mempool connection: the application owns the pool, CometBFT only carries it (`mempool.type = "app"`, cometbft.md §4).
// Nothing that a stranger sends may end the node, so every failure becomes a code.

import { type Pool, PoolRefusal } from "@plexus/chain/pool";
import type { Logger } from "../logger.js";
import type { AbciHandlers } from "./abci/handlers.js";
import type { Relay } from "./relay.js";

const OK = 0;
const REFUSED = 1;
/** From 32,000 on CometBFT forgets the transaction, so that it can come again. */
const LATER = 32_000;
/** Refusals that no later state changes. */
const FOR_EVER = new Set(["BadProof", "Stale", "Call", "BadSigner", "MandatoryValidation", "NoUnsignedValidator"]);

export function poolHandlers(
  pool: Pool,
  relay: Relay,
  logger: Logger,
): Pick<AbciHandlers, "checkTx" | "insertTx" | "reapTxs"> {
  return {
    // Only CometBFT's own RPC asks this, and that RPC takes no transactions: ours does.
    checkTx: () => ({
      code: REFUSED,
      data: new Uint8Array(),
      log: "submit extrinsics by the node's RPC: author_submitExtrinsic",
      info: "",
      gasWanted: 0n,
      gasUsed: 0n,
      events: [],
      codespace: "",
    }),
    // Answered before the signature is checked: that is the one thing that cannot become better later.
    insertTx({ tx }) {
      try {
        pool.takeSoon(new Uint8Array(tx), "peer").catch((error: unknown) => codeOf(error, logger));
        return { code: OK };
      } catch (error) {
        return { code: codeOf(error, logger) };
      }
    },
    reapTxs({ maxBytes }) {
      try {
        return { txs: relay.reap(Number(maxBytes)) };
      } catch (error) {
        logger.error({ err: error }, "choosing extrinsics for the peers failed");
        return { txs: [] };
      }
    },
  };
}

function codeOf(error: unknown, logger: Logger): number {
  if (!(error instanceof PoolRefusal)) {
    logger.error({ err: error }, "an extrinsic from a peer could not be checked");
    return LATER;
  }
  const { refusal } = error;
  if (refusal.reason === "alreadyImported") return OK;
  if (refusal.reason === "invalid") return FOR_EVER.has(refusal.name) ? REFUSED : LATER;
  return refusal.reason === "tooLarge" ? REFUSED : LATER;
}
