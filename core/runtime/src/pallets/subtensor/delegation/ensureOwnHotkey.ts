// Only a hotkey's coldkey sets its take.

import { ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { errors as registrationErrors } from "../registration/errors.js";
import { hotkeyExists } from "../registration/hotkeyAccount.js";
import { errors as stakingErrors } from "../staking/errors.js";
import { Owner } from "../staking/storage.js";

/** Returns the coldkey. */
export function ensureOwnHotkey(ctx: ReadContext, origin: Origin, hotkey: Hex): Hex {
  const coldkey = ensureSigned(origin);
  ensure(hotkeyExists(ctx, hotkey), stakingErrors.HotKeyAccountNotExists);
  ensure(Owner.get(ctx, hotkey) === coldkey, registrationErrors.NonAssociatedColdKey);
  return coldkey;
}
