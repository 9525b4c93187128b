// One block being executed: state, events, and the scopes in which calls succeed or leave no trace.

import type { CryptoProvider } from "../crypto/index.js";
import type { Hex } from "../scale/index.js";
import type { Assembly } from "./assembly.js";
import type { RuntimeCallValue } from "./calls.js";
import type { ChainFacts, Context, DispatchOutcome } from "./context.js";
import { Refusal } from "./errors.js";
import type { EventDefinition } from "./events.js";
import type { Origin } from "./origin.js";
import { Overlay, type StateReader } from "./state.js";

/** Calls inside calls deeper than this are refused: a bound on the stack, far above any honest use. */
const MAXIMUM_DISPATCH_DEPTH = 16;

export class Execution implements Context {
  readonly crypto: CryptoProvider;
  readonly chain: ChainFacts;
  readonly state: Overlay;
  readonly block: { readonly number: number; readonly parentHash: Hex };
  readonly #assembly: Assembly;
  /** RuntimeEvents as SCALE, in order. The owner of the block adds phases. */
  readonly events: Uint8Array[] = [];
  #depth = 0;

  constructor(
    assembly: Assembly,
    crypto: CryptoProvider,
    chain: ChainFacts,
    parent: StateReader,
    block: Context["block"],
  ) {
    this.#assembly = assembly;
    this.crypto = crypto;
    this.chain = chain;
    this.state = new Overlay(parent);
    this.block = block;
  }

  deposit<V>(event: EventDefinition<V>, value: V): void {
    this.events.push(this.#assembly.encodeEvent(event, value));
  }

  transact<T>(body: () => T): T {
    const mark = this.state.mark();
    const eventCount = this.events.length;
    try {
      return body();
    } catch (error) {
      this.state.rollback(mark);
      this.events.length = eventCount;
      throw error;
    }
  }

  attempt(body: () => void): DispatchOutcome {
    try {
      this.transact(body);
      return { ok: true };
    } catch (error) {
      // A refusal is an answer. Anything else is a bug of ours or a broken invariant, and must not become a block.
      if (error instanceof Refusal) return { ok: false, error: this.#assembly.dispatchError(error) };
      throw error;
    }
  }

  dispatch(call: RuntimeCallValue, origin: Origin): DispatchOutcome {
    const definition = this.#assembly.definitionOf(call);
    this.#depth++;
    try {
      return this.attempt(() => {
        if (this.#depth > MAXIMUM_DISPATCH_DEPTH) throw new Refusal({ type: "Exhausted" });
        if (origin.type === "Root" && this.#assembly.refusesRoot(this.chain, call))
          throw new Refusal({ type: "RootNotAllowed" });
        definition.dispatch(this, origin, call.args);
      });
    } finally {
      this.#depth--;
    }
  }
}
