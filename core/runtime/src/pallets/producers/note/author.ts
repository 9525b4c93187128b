// The author of the block being made, as consensus names it.

import type { ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { Owner } from "../../subtensor/staking/storage.js";
import { Author, Keys } from "../storage.js";

export interface BlockAuthor {
  readonly address: Uint8Array;
  readonly hotkey: Hex;
  readonly coldkey: Hex;
}

/** Undefined where nobody is named, and for a key that was slashed: it may author for two blocks more, and earns nothing. */
export function authorOf(ctx: ReadContext): BlockAuthor | undefined {
  const address = Author.get(ctx);
  const key = address && Keys.get(ctx, address);
  if (!key || key.state.type === "Slashed") return undefined;
  return { address, hotkey: key.hotkey, coldkey: Owner.get(ctx, key.hotkey) };
}
