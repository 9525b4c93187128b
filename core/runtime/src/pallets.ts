// The pallets of the runtime. Two orders, and the reason for each.

import type { ChainFacts, DecodedEvent, Pallet, RuntimeApi, RuntimeCallValue } from "@plexus/core/frame";
import { type Codec, lazy } from "@plexus/core/scale";
import { adminUtils } from "./pallets/adminUtils/index.js";
import { aura } from "./pallets/aura/index.js";
import { balances } from "./pallets/balances/index.js";
import { commitments, commitmentsListener } from "./pallets/commitments/index.js";
import { governance } from "./pallets/governance/index.js";
import { ledger } from "./pallets/ledger/index.js";
import { market, marketListener } from "./pallets/market/index.js";
import { producers, producersListener } from "./pallets/producers/index.js";
import { randomness } from "./pallets/randomness/index.js";
import { subtensor } from "./pallets/subtensor/index.js";
import { sudo } from "./pallets/sudo/index.js";
import { system } from "./pallets/system/index.js";
import { timestamp } from "./pallets/timestamp/index.js";
import { transactionPayment } from "./pallets/transactionPayment/index.js";
import { upgrades } from "./pallets/upgrades/index.js";
import { utility } from "./pallets/utility/index.js";
import { FIRST_SPEC_VERSION, type RuntimeVersionValue } from "./version.js";

/** What pallets need of the assembly that they are part of; asked for only once it stands. */
export interface Assembled {
  call(): Codec<RuntimeCallValue>;
  event(): Codec<DecodedEvent>;
  version(): RuntimeVersionValue;
}

/** Those of one version of the rules. Sudo exists on development chains only. */
export function palletsOf(chain: ChainFacts, specVersion: number, assembled: Assembled): Pallet[] {
  const call = lazy("node_subtensor_runtime::RuntimeCall", assembled.call);
  return [
    system(assembled.event, assembled.version),
    timestamp,
    aura,
    balances,
    transactionPayment,
    subtensor({
      listeners: [
        marketListener,
        commitmentsListener,
        ...(specVersion > FIRST_SPEC_VERSION ? [producersListener] : []),
      ],
      rootDissolves: specVersion > FIRST_SPEC_VERSION,
    }),
    utility(call),
    ...(chain.chainType === "Development" ? [sudo(call)] : []),
    commitments,
    adminUtils,
    market,
    ledger,
    ...(specVersion > FIRST_SPEC_VERSION ? [producers({ specVersion }), governance(call), upgrades, randomness] : []),
  ];
}

/**
 * The order of hooks, at both ends of a block. Governance acts first, so that a block runs under the parameters that it
 * enacts; SubtensorModule's own order inside is stable.md 5; Randomness closes its session before Producers end theirs, so
 * that a penalty for silence counts in the election; Timestamp comes last so that it sees whether the block set its time.
 */
export const HOOK_ORDER: readonly string[] = ["Governance", "SubtensorModule", "Randomness", "Producers", "Timestamp"];

/** Every runtime API that a pallet brings along. */
export function palletApis(pallets: readonly Pallet[]): RuntimeApi[] {
  return pallets.flatMap((pallet) => pallet.apis);
}
