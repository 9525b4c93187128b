// What a pallet is: slices under one wire name, and the numbers of their calls, events and errors.

import { type Codec } from "../scale/index.js";
import type { RuntimeApi } from "./apis.js";
import type { CallDefinition } from "./calls.js";
import type { ChainFacts, Context, ReadContext } from "./context.js";
import type { ErrorDefinition } from "./errors.js";
import type { EventDefinition } from "./events.js";
import type { StorageEntry } from "./storage.js";

export interface ConstantDefinition<V = unknown> {
  readonly name: string;
  readonly codec: Codec<V>;
  readonly docs: string;
  value(chain: ChainFacts): V;
}

export function constant<V>(
  name: string,
  codec: Codec<V>,
  value: V | ((chain: ChainFacts) => V),
  docs = "",
): ConstantDefinition<V> {
  return { name, codec, docs, value: typeof value === "function" ? (value as (chain: ChainFacts) => V) : () => value };
}

/** Something that must hold after every block; says what does not. Run in tests and on test networks. */
export type Invariant = (context: ReadContext) => string | undefined;

/** One meaning of a pallet: what architecture §5 calls a slice. All parts optional. */
export interface Slice {
  readonly storage?: readonly StorageEntry[];
  readonly calls?: readonly CallDefinition[];
  readonly events?: Readonly<Record<string, EventDefinition>>;
  readonly errors?: Readonly<Record<string, ErrorDefinition>>;
  readonly constants?: readonly ConstantDefinition[];
  readonly apis?: readonly RuntimeApi[];
  readonly invariants?: readonly Invariant[];
}

/** Work that a pallet does in every block, before or after its transactions. */
export interface Hooks {
  initialise?(context: Context): void;
  finalise?(context: Context): void;
}

export interface PalletNumbers {
  readonly calls?: Readonly<Record<string, number>>;
  readonly events?: Readonly<Record<string, number>>;
  /** In wire order: clients look errors up by position, so the list is contiguous from 0 (substrate-wire §2.6.5). */
  readonly errors?: readonly string[];
}

export interface PalletDeclaration {
  readonly name: string;
  readonly index: number;
  readonly slices: readonly Slice[];
  readonly numbers?: PalletNumbers;
  readonly hooks?: Hooks;
  readonly docs?: string;
}

export interface Pallet {
  readonly name: string;
  readonly index: number;
  readonly docs: string;
  readonly storage: readonly StorageEntry[];
  readonly calls: readonly { readonly index: number; readonly call: CallDefinition }[];
  readonly events: readonly { readonly index: number; readonly name: string; readonly event: EventDefinition }[];
  readonly errors: readonly ErrorDefinition[];
  readonly constants: readonly ConstantDefinition[];
  readonly apis: readonly RuntimeApi[];
  readonly invariants: readonly Invariant[];
  readonly hooks: Hooks;
}

function numberOf(numbers: Readonly<Record<string, number>> | undefined, what: string, name: string): number {
  const index = numbers?.[name];
  if (index === undefined) throw new Error(`${what} ${name} has no number in its pallet's index.ts`);
  return index;
}

function assertAllUsed(pallet: string, what: string, pinned: Iterable<string>, declared: Set<string>): void {
  for (const name of pinned)
    if (!declared.has(name)) throw new Error(`${pallet} pins ${what} ${name}, which nothing declares`);
}

/** Puts slices together. Throws at start-up where a declaration has no number or a number has no declaration. */
export function definePallet({ name, index, slices, numbers = {}, hooks = {}, docs = "" }: PalletDeclaration): Pallet {
  const calls = slices.flatMap((slice) => slice.calls ?? []);
  const events = slices.flatMap((slice) => Object.entries(slice.events ?? {}));
  const errorsByName = new Map(slices.flatMap((slice) => Object.entries(slice.errors ?? {})));
  const errorOrder = numbers.errors ?? [...errorsByName.keys()];
  assertAllUsed(name, "call", Object.keys(numbers.calls ?? {}), new Set(calls.map((call) => call.name)));
  assertAllUsed(name, "event", Object.keys(numbers.events ?? {}), new Set(events.map(([event]) => event)));
  for (const error of errorsByName.keys())
    if (!errorOrder.includes(error)) throw new Error(`${name} error ${error} has no place`);
  return {
    name,
    index,
    docs,
    hooks,
    storage: slices.flatMap((slice) => slice.storage ?? []),
    calls: calls
      .map((call) => ({ index: numberOf(numbers.calls, `${name} call`, call.name), call }))
      .sort((a, b) => a.index - b.index),
    events: events
      .map(([event, definition]) => ({
        index: numberOf(numbers.events, `${name} event`, event),
        name: event,
        event: definition,
      }))
      .sort((a, b) => a.index - b.index),
    errors: errorOrder.map((error) => {
      const definition = errorsByName.get(error);
      if (!definition) throw new Error(`${name} places error ${error}, which nothing declares`);
      return definition;
    }),
    constants: slices.flatMap((slice) => slice.constants ?? []),
    apis: slices.flatMap((slice) => slice.apis ?? []),
    invariants: slices.flatMap((slice) => slice.invariants ?? []),
  };
}
