// Producers.describe (from 463 on): a name for people. It proves nothing.

import { defineCall, ensure } from "@plexus/core/frame";
import { bytes, utf8 } from "@plexus/core/scale";
import { AccountId32 } from "../../../primitives.js";
import { ensureOwner, ensureProducer } from "../ensureOwner.js";
import { describedErrors as errors } from "../errors.js";
import { describedEvents as events } from "../events.js";
import { MAX_NAME_BYTES, Names } from "../storage.js";

/**
 * Controls, and marks that turn or hide text: code points from … to. Written out, because what Unicode calls a control
 * depends on its version, and the law does not.
 */
const HARMFUL: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
];

function isHarmless(character: string): boolean {
  const point = character.codePointAt(0) as number;
  return HARMFUL.every(([from, to]) => point < from || point > to);
}

/** UTF-8 that says the same when written again, without characters that steer a terminal. */
function isName(name: Uint8Array): boolean {
  if (name.length > MAX_NAME_BYTES) return false;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(name);
  const again = utf8.encode(text);
  return (
    Array.from(text).every(isHarmless) && again.length === name.length && again.every((byte, i) => byte === name[i])
  );
}

export const describe = defineCall({
  name: "describe",
  args: { hotkey: AccountId32, name: bytes },
  docs: "Says what a producer calls itself, in UTF-8; empty takes the name back.",
  weight: 60_000_000n,
  dispatch(ctx, origin, { hotkey, name }) {
    ensureOwner(ctx, origin, hotkey);
    ensureProducer(ctx, hotkey);
    ensure(isName(name), errors.BadName);
    if (name.length === 0) Names.remove(ctx, hotkey);
    else Names.set(ctx, hotkey, name);
    ctx.deposit(events.Described, { hotkey, name });
  },
});
