// Who a call comes from.

import type { Hex } from "../scale/index.js";
import { Refusal } from "./errors.js";

export type Origin =
  | { readonly type: "Root" }
  | { readonly type: "Signed"; readonly who: Hex }
  | { readonly type: "None" };

export const ROOT: Origin = { type: "Root" };
export const NONE: Origin = { type: "None" };
export const signedBy = (who: Hex): Origin => ({ type: "Signed", who });

/** The signer, or BadOrigin. */
export function ensureSigned(origin: Origin): Hex {
  if (origin.type !== "Signed") throw new Refusal({ type: "BadOrigin" });
  return origin.who;
}

export function ensureRoot(origin: Origin): void {
  if (origin.type !== "Root") throw new Refusal({ type: "BadOrigin" });
}

export function ensureNone(origin: Origin): void {
  if (origin.type !== "None") throw new Refusal({ type: "BadOrigin" });
}
