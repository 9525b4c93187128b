// Refusals: what a call answers when it will not. A refusal unwinds the call's rollback scope and becomes a
// DispatchError on the wire in one place (dispatch.ts). It is thrown because that is TypeScript's `?`: every step of a
// call may refuse, and none may forget to pass it on. A broken invariant is an ordinary Error and stops the block.

import { enumeration, fixedBytes, type Infer, struct, u8 } from "../scale/index.js";

/** An error of a pallet. Identity is the object; the pallet's index.ts gives it its number. */
export interface ErrorDefinition {
  readonly name: string;
  readonly docs: string;
}

/** `{ Name: "What happened and what to do." }` → definitions. */
export function defineErrors<const E extends Readonly<Record<string, string>>>(
  errors: E,
): { readonly [K in keyof E]: ErrorDefinition } {
  const entries = Object.entries(errors).map(([name, docs]) => [name, { name, docs }]);
  return Object.fromEntries(entries) as { readonly [K in keyof E]: ErrorDefinition };
}

const TokenError = enumeration("sp_runtime::TokenError", {
  FundsUnavailable: [0],
  OnlyProvider: [1],
  BelowMinimum: [2],
  CannotCreate: [3],
  UnknownAsset: [4],
  Frozen: [5],
  Unsupported: [6],
  CannotCreateHold: [7],
  NotExpendable: [8],
  Blocked: [9],
});
const ArithmeticError = enumeration("sp_arithmetic::ArithmeticError", {
  Underflow: [0],
  Overflow: [1],
  DivisionByZero: [2],
});
const TransactionalError = enumeration("sp_runtime::TransactionalError", { LimitReached: [0], NoLayer: [1] });
const TrieError = enumeration("sp_runtime::proving_trie::TrieError", {
  InvalidStateRoot: [0],
  IncompleteDatabase: [1],
  ValueAtIncompleteKey: [2],
  DecoderError: [3],
  InvalidHash: [4],
  DuplicateKey: [5],
  ExtraneousNode: [6],
  ExtraneousValue: [7],
  ExtraneousHashReference: [8],
  InvalidChildReference: [9],
  ValueMismatch: [10],
  IncompleteProof: [11],
  RootMismatch: [12],
  DecodeError: [13],
});
const ModuleError = struct("sp_runtime::ModuleError", { index: u8, error: fixedBytes(4) });

export const DispatchError = enumeration("sp_runtime::DispatchError", {
  Other: [0],
  CannotLookup: [1],
  BadOrigin: [2],
  Module: [3, ModuleError],
  ConsumerRemaining: [4],
  NoProviders: [5],
  TooManyConsumers: [6],
  Token: [7, TokenError],
  Arithmetic: [8, ArithmeticError],
  Transactional: [9, TransactionalError],
  Exhausted: [10],
  Corruption: [11],
  Unavailable: [12],
  RootNotAllowed: [13],
  Trie: [14, TrieError],
});
export type DispatchErrorValue = Infer<typeof DispatchError>;

/** Thrown by a call to refuse. Carries either a pallet's error or one of the general ones. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly reason: ErrorDefinition | DispatchErrorValue;
  constructor(reason: ErrorDefinition | DispatchErrorValue) {
    super("docs" in reason ? `${reason.name}: ${reason.docs}` : reason.type);
    this.reason = reason;
  }
}

export function ensure(condition: boolean, reason: ErrorDefinition | DispatchErrorValue): asserts condition {
  if (!condition) throw new Refusal(reason);
}
