// The pallets of the runtime. Two orders, and the reason for each.

import type { ChainFacts, DecodedEvent, Pallet, RuntimeApi, RuntimeCallValue } from "@plexus/core/frame";
import { type Codec, lazy } from "@plexus/core/scale";
import { adminUtils } from "./pallets/adminUtils/index.js";
import { aura } from "./pallets/aura/index.js";
import { balances } from "./pallets/balances/index.js";
import { commitments, commitmentsListener } from "./pallets/commitments/index.js";
import { ledger } from "./pallets/ledger/index.js";
import { market, marketListener } from "./pallets/market/index.js";
import { subtensor } from "./pallets/subtensor/index.js";
import { sudo } from "./pallets/sudo/index.js";
import { system } from "./pallets/system/index.js";
import { timestamp } from "./pallets/timestamp/index.js";
import { transactionPayment } from "./pallets/transactionPayment/index.js";
import { utility } from "./pallets/utility/index.js";
import type { RuntimeVersionValue } from "./version.js";

/** What pallets need of the assembly that they are part of; asked for only once it stands. */
export interface Assembled {
  call(): Codec<RuntimeCallValue>;
  event(): Codec<DecodedEvent>;
  version(): RuntimeVersionValue;
}

/** In wire order: by index. Sudo exists on development chains only. */
export function palletsOf(chain: ChainFacts, assembled: Assembled): Pallet[] {
  const call = lazy("node_subtensor_runtime::RuntimeCall", assembled.call);
  return [
    system(assembled.event, assembled.version),
    timestamp,
    aura,
    balances,
    transactionPayment,
    subtensor({ listeners: [marketListener, commitmentsListener] }),
    utility(call),
    ...(chain.chainType === "Development" ? [sudo(call)] : []),
    commitments,
    adminUtils,
    market,
    ledger,
  ];
}

/**
 * The order of hooks, at both ends of a block. Timestamp comes last so that it sees whether the block set its time;
 * SubtensorModule's own order inside is stable.md 5.
 */
export const HOOK_ORDER: readonly string[] = ["SubtensorModule", "Timestamp"];

/** Every runtime API that a pallet brings along. */
export function palletApis(pallets: readonly Pallet[]): RuntimeApi[] {
  return pallets.flatMap((pallet) => pallet.apis);
}
