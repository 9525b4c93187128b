// A scene for tests of single calls: the whole runtime's pallets over an empty state, with a root (0) and a stable subnet
// (1), at any block. No extrinsics, no fees, no hooks: what is tested is the call alone.

import { nativeCrypto } from "@plexus/core/crypto/native";
import type { ChainFacts } from "@plexus/core/frame";
import {
  type DecodedEvent,
  EMPTY_STATE,
  Execution,
  type Origin,
  Overlay,
  type PoolRefusal,
  ROOT,
  type RuntimeCallValue,
  signedBy,
} from "@plexus/core/frame";
import { decode, fromHex, type Hex } from "@plexus/core/scale";
import { createRuntime } from "../createRuntime.js";
import { developmentSpec } from "../developmentSpec.js";
import { deposit } from "../pallets/balances/move.js";
import { recordIssue } from "../pallets/ledger/record.js";
import { ensureHotkeyAccount } from "../pallets/subtensor/registration/hotkeyAccount.js";
import { appendNeuron } from "../pallets/subtensor/registration/neurons.js";
import { createSubnet } from "../pallets/subtensor/subnets/createSubnet.js";
import type { SubnetParameters } from "../pallets/subtensor/subnets/parameters.js";
import { NumberItem } from "../pallets/system/storage.js";

const crypto = await nativeCrypto();
const { law } = createRuntime(crypto, developmentSpec());
const NO_HASH: Hex = `0x${"00".repeat(32)}`;

/** All pallets, for tests that go through them. */
export const pallets = law.assembly.pallets;
export const { assembly } = law;

/** An account by number: coldkeys and hotkeys of tests. */
export const account = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

export interface SceneOptions {
  readonly block?: number;
  readonly facts?: Partial<ChainFacts>;
  readonly parameters?: SubnetParameters;
}

export class PalletScene {
  ctx: Execution;
  readonly #facts: ChainFacts;
  /** What earlier blocks left; flat, so that many blocks stay cheap. */
  readonly #state = new Overlay(EMPTY_STATE);

  constructor({ block = 100, facts = {}, parameters = {} }: SceneOptions = {}) {
    this.#facts = { ...law.chain, ...facts };
    this.ctx = new Execution(law.assembly, crypto, this.#facts, this.#state, { number: block, parentHash: NO_HASH });
    createSubnet(this.ctx, 0, { parameters: { maxRegistrationsPerBlock: 8, targetRegistrationsPerInterval: 8 } });
    createSubnet(this.ctx, 1, {
      parameters: { maxRegistrationsPerBlock: 100, targetRegistrationsPerInterval: 100, ...parameters },
    });
    this.at(block);
  }

  /** Goes on at another block, on the same state. */
  at(block: number): this {
    for (const [key, value] of this.ctx.state.changes()) this.#state.set(fromHex(key), value);
    this.ctx = new Execution(law.assembly, crypto, this.#facts, this.#state, { number: block, parentHash: NO_HASH });
    NumberItem.set(this.ctx, block);
    return this;
  }

  /** What SubtensorModule does at the beginning of a block. */
  runHooks(): this {
    pallets.find(({ name }) => name === "SubtensorModule")?.hooks.initialise?.(this.ctx);
    return this;
  }

  endow(who: Hex, rao: bigint): this {
    deposit(this.ctx, who, rao);
    recordIssue(this.ctx, rao);
    return this;
  }

  /** A hotkey of the coldkey with a uid in the subnet. Returns the uid. */
  enrol(netuid: number, coldkey: Hex, hotkey: Hex): number {
    ensureHotkeyAccount(this.ctx, coldkey, hotkey);
    return appendNeuron(this.ctx, netuid, hotkey);
  }

  /** "ok", or what refused: "SubtensorModule.AmountTooLow", "BadOrigin". */
  dispatch(origin: Origin, pallet: string, call: string, args: RuntimeCallValue["args"]): string {
    const outcome = this.ctx.dispatch({ pallet, call, args }, origin);
    if (outcome.ok) return "ok";
    const { pallet: refuser, name } = law.assembly.describe(outcome.error);
    return refuser ? `${refuser}.${name}` : name;
  }

  call(who: Hex, call: string, args: RuntimeCallValue["args"], pallet = "SubtensorModule"): string {
    return this.dispatch(signedBy(who), pallet, call, args);
  }

  asRoot(call: string, args: RuntimeCallValue["args"], pallet = "AdminUtils"): string {
    return this.dispatch(ROOT, pallet, call, args);
  }

  /** What the pool would say. */
  inPool(who: Hex, call: string, args: RuntimeCallValue["args"], pallet = "SubtensorModule"): PoolRefusal | undefined {
    return law.assembly.definitionOf({ pallet, call, args }).precheck?.(this.ctx, signedBy(who), args as never);
  }

  /** Events so far at this block, without those of Balances and System. */
  get events(): DecodedEvent[] {
    const all = this.ctx.events.map((bytes) => decode(law.assembly.event, bytes));
    return all.filter(({ pallet }) => pallet !== "Balances" && pallet !== "System");
  }

  /** The first invariant of any pallet that does not hold. */
  get problem(): string | undefined {
    for (const pallet of pallets) {
      for (const invariant of pallet.invariants) {
        const problem = invariant(this.ctx);
        if (problem) return `${pallet.name}: ${problem}`;
      }
    }
    return undefined;
  }
}

/**
 * Proves the order of a call's checks: everything is wrong at first; each step names the refusal that is due and mends
 * its cause. After the last step the call must succeed. Returns what came otherwise.
 */
export function outOfOrder(attempt: () => string, steps: Readonly<Record<string, () => unknown>>): string[] {
  const due = [...Object.entries(steps), ["ok", () => {}] as const];
  return due.flatMap(([expected, mend]) => {
    const seen = attempt().replace(/^\w+\./, "");
    mend();
    return seen === expected ? [] : [`${expected} was due, ${seen} came`];
  });
}
