// Calls: one file each in a pallet, declared here. The number on the wire is pinned by the pallet's index.ts.

import { type Fields, type StructValue } from "../scale/index.js";
import type { Context, ReadContext } from "./context.js";
import type { Origin } from "./origin.js";

/** Why the pool turns a transaction away before it costs anything: a code of `CustomTransactionError` (client-needs.json). */
export interface PoolRefusal {
  readonly custom: number;
  readonly name: string;
}

export interface CallDefinition<F extends Fields = Fields> {
  /** As on the wire: "add_stake". */
  readonly name: string;
  readonly args: F;
  readonly docs: readonly string[];
  /** Declared ref-time in picoseconds; decides the fee (stable.md, Fees). */
  weight(args: StructValue<F>): bigint;
  /** Whether the signer pays. Calls that a hotkey signs are free and limited by rate. */
  pays(args: StructValue<F>): boolean;
  readonly class: "Normal" | "Operational" | "Mandatory";
  /** Asked by the pool and again before dispatch. Reads only. */
  precheck?(context: ReadContext, origin: Origin, args: StructValue<F>): PoolRefusal | undefined;
  /** Does it, or throws a Refusal. Runs in a rollback scope. */
  dispatch(context: Context, origin: Origin, args: StructValue<F>): void;
}

/** As written in a call's file: constants where a call's weight or payer does not depend on its arguments. */
type Written<F extends Fields> = Omit<CallDefinition<F>, "docs" | "weight" | "pays" | "class"> & {
  readonly docs: string | readonly string[];
  readonly weight: bigint | ((args: StructValue<F>) => bigint);
  readonly pays?: boolean | ((args: StructValue<F>) => boolean);
  readonly class?: CallDefinition<F>["class"];
};

export function defineCall<const F extends Fields>(call: Written<F>): CallDefinition<F> {
  const { weight, pays = true } = call;
  return {
    ...call,
    docs: typeof call.docs === "string" ? [call.docs] : call.docs,
    weight: typeof weight === "function" ? weight : () => weight,
    pays: typeof pays === "function" ? pays : () => pays,
    class: call.class ?? "Normal",
  };
}

/** A decoded call of any pallet. */
export interface RuntimeCallValue {
  readonly pallet: string;
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
}
