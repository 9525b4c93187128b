// What a call, a hook or a runtime API may touch. Everything that the law cannot know comes in here as data.

import type { CryptoProvider } from "../crypto/index.js";
import type { Hex } from "../scale/index.js";
import type { RuntimeCallValue } from "./calls.js";
import type { DispatchErrorValue } from "./errors.js";
import type { EventDefinition } from "./events.js";
import type { Origin } from "./origin.js";
import type { Overlay, StateReader } from "./state.js";

/** Facts of a chain that never change after genesis; they come from its chainspec. */
export interface ChainFacts {
  readonly chainType: "Development" | "Local" | "Live";
  /** Intended time between blocks. Aura.SlotDuration and Timestamp.MinimumPeriod follow it. */
  readonly blockTimeMs: number;
  /** Whether `serve_axon` takes loopback addresses: networks on one machine. */
  readonly loopbackAxons: boolean;
  /** Who makes blocks: one process, or producers elected by stake under CometBFT (architecture §3.5). */
  readonly engine: "solo" | "comet";
  /** How block emission is split among subnets (architecture §3.4). */
  readonly emissionPolicy: "root-weights" | "price";
}

export interface ReadContext {
  readonly crypto: CryptoProvider;
  readonly chain: ChainFacts;
  readonly state: StateReader;
  /** The block being made, or for a question the block asked about. `hash` of a block being made is not known yet. */
  readonly block: { readonly number: number; readonly parentHash: Hex };
}

export type DispatchOutcome = { readonly ok: true } | { readonly ok: false; readonly error: DispatchErrorValue };

export interface Context extends ReadContext {
  readonly state: Overlay;
  deposit<V>(event: EventDefinition<V>, value: V): void;
  /** Runs `body` in a scope of its own: a refusal in it undoes its changes and events, then goes on upwards. */
  transact<T>(body: () => T): T;
  /** Runs `body` in a scope of its own and says how it ended: a refusal in it undoes its changes and events. */
  attempt(body: () => void): DispatchOutcome;
  /** Runs a call inside this one, in its own scope, and says how it ended. */
  dispatch(call: RuntimeCallValue, origin: Origin): DispatchOutcome;
}
