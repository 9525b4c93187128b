// Which rules answer about a block: as on every Substrate chain, those that run the block after it (architecture §3.14).

import {
  type AssembledRuntime,
  type Head,
  type RuntimeVersion,
  rulesThatRan,
  type StateReader,
  UnknownSpecVersion,
} from "@plexus/core/runtime";
import { stateOf } from "./chainReads.js";
import type { RpcContext } from "./method.js";

/** Throws UnknownSpecVersion where the chain goes on under rules that this program lacks. */
export function rulesAfter({ runtimes, application, store }: RpcContext, head: Head): AssembledRuntime {
  const next = head.number + 1;
  const isBest = head.number === application.best.number;
  return isBest ? runtimes.next(store.current(), next) : rulesThatRan(runtimes, store.current(), next);
}

export interface At {
  readonly head: Head;
  readonly state: StateReader;
  readonly rules: AssembledRuntime;
}

/** A block's state with its rules, without a hash of the best one, for a call that ends before the next block is made. */
export function rulesAt(context: RpcContext, hash: Uint8Array | undefined): At {
  const { head, state } = stateOf(context, hash);
  return { head, state, rules: rulesAfter(context, head) };
}

/** Of the rules after a block; a message where this program lacks them. */
export function versionAfter(context: RpcContext, head: Head): RuntimeVersion | string {
  try {
    return rulesAfter(context, head).version;
  } catch (error) {
    if (error instanceof UnknownSpecVersion) return error.message;
    throw error;
  }
}
