// Who may act for a producer: the coldkey that owns the hotkey.

import { ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { Owner } from "../subtensor/staking/storage.js";
import { errors } from "./errors.js";
import { Producers, type ProducerValue } from "./storage.js";

/** Returns the coldkey. */
export function ensureOwner(ctx: ReadContext, origin: Origin, hotkey: Hex): Hex {
  const coldkey = ensureSigned(origin);
  ensure(Owner.has(ctx, hotkey) && Owner.get(ctx, hotkey) === coldkey, errors.NotYourHotkey);
  return coldkey;
}

export function ensureProducer(ctx: ReadContext, hotkey: Hex): ProducerValue {
  const producer = Producers.get(ctx, hotkey);
  ensure(producer !== undefined, errors.NotAProducer);
  return producer;
}
