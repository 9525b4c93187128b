// The end of a session: its secrets become one value, whoever hid one pays, the next session begins with nothing.

import type { Context } from "@plexus/core/frame";
import { compareBytes, concatBytes, fromHex } from "@plexus/core/scale";
import { burnFromBond, liableBond } from "../producers/bond.js";
import { SilencePenalty, shareOf } from "../producers/parameters.js";
import { currentSession } from "../producers/session.js";
import { Keys, type SessionValue } from "../producers/storage.js";
import { BlockHash } from "../system/storage.js";
import { events } from "./events.js";
import { firstReveal } from "./schedule.js";
import { Commitments, Mixes, type MixValue, OldestMix, Secrets } from "./storage.js";

/** How long a session's mix can be asked for. */
export const KEPT_BLOCKS = 4_096;

const NO_MIX = new Uint8Array(32);

/**
 * Hash of the last block in which anybody could commit. Not a later one: whoever makes the last block before the mix knows
 * the secrets by then, and would try contents until the mix suits it. The author of this one knows its own secret only.
 */
function anchorOf(ctx: Context, session: SessionValue): Uint8Array {
  return fromHex(BlockHash.get(ctx, firstReveal(session) - 1));
}

/** Returns how many paid. */
function penaliseSilence(ctx: Context): number {
  let silent = 0;
  for (const [[address], { kept_silent }] of Array.from(Commitments.entries(ctx))) {
    if (!kept_silent || Secrets.has(ctx, address)) continue;
    silent++;
    const hotkey = Keys.get(ctx, address)?.hotkey;
    if (hotkey) burnFromBond(ctx, hotkey, shareOf(liableBond(ctx, hotkey), SilencePenalty.get(ctx)));
  }
  return silent;
}

function forgetOldMixes(ctx: Context, before: number): void {
  let oldest = OldestMix.get(ctx);
  for (let mix = Mixes.get(ctx, oldest); mix && mix.to < before; mix = Mixes.get(ctx, ++oldest))
    Mixes.remove(ctx, oldest);
  OldestMix.set(ctx, oldest);
}

/** In the session's last block, before the election: a penalty counts there. */
export function mixSession(ctx: Context): void {
  const session = currentSession(ctx);
  const { index, started_at, ends_at } = session;
  if (ctx.block.number !== ends_at) return;
  const secrets = Array.from(Secrets.entries(ctx), ([[address], secret]) => ({ address, secret }));
  secrets.sort((a, b) => compareBytes(a.address, b.address));
  const previous = index > 0 ? Mixes.get(ctx, index - 1)?.value : undefined;
  const parts = [previous ?? NO_MIX, ...secrets.map(({ secret }) => secret), anchorOf(ctx, session)];
  const silent = penaliseSilence(ctx);
  const mix: MixValue = {
    from: started_at,
    to: ends_at,
    source: { type: secrets.length > 0 ? "CommitReveal" : "BlockHash" },
    value: ctx.crypto.blake2b256(concatBytes(...parts)),
  };
  Mixes.set(ctx, index, mix);
  forgetOldMixes(ctx, ctx.block.number - KEPT_BLOCKS);
  Commitments.clear(ctx);
  Secrets.clear(ctx);
  ctx.deposit(events.Mixed, { session: index, revealed: secrets.length, silent, source: mix.source, value: mix.value });
}
