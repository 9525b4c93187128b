// The mempool connection: the application owns the pool, CometBFT only carries it (`mempool.type = "app"`, cometbft.md §4).
// Nothing that a stranger sends may end the node, so every failure becomes a code.

import { type Pool, PoolRefusal } from "@plexus/chain/pool";
import type { Logger } from "../logger.js";
import type { AbciHandlers } from "./abci/handlers.js";
import { openParcel } from "./parcel.js";
import type { Relay } from "./relay.js";

const OK = 0;
const REFUSED = 1;

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
    // Each extrinsic is judged for itself. The parcel is answered before their signatures are checked: one that is refused
    // now and could be good later comes again, in another parcel.
    insertTx({ tx }) {
      const extrinsics = openParcel(tx);
      for (const extrinsic of extrinsics ?? []) take(pool, extrinsic, logger);
      return { code: extrinsics ? OK : REFUSED };
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

function take(pool: Pool, extrinsic: Uint8Array, logger: Logger): void {
  const refused = (error: unknown) => {
    if (!(error instanceof PoolRefusal)) logger.error({ err: error }, "an extrinsic from a peer could not be checked");
  };
  try {
    pool.takeSoon(extrinsic, "peer").catch(refused);
  } catch (error) {
    refused(error);
  }
}
