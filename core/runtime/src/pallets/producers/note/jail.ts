// Missed blocks: whoever misses too many of the window is out at once, and for some elections more.

import type { Context } from "@plexus/core/frame";
import { type Hex, toHex } from "@plexus/core/scale";
import type { AbsenceRecord } from "../absences/absenceRecord.js";
import { forgetAbsences } from "../absences/forgetAbsences.js";
import { consensusAddress } from "../consensusKey.js";
import { events } from "../events.js";
import { CooldownSessions, MissedLimit, MissedWindow } from "../parameters.js";
import { removeFromSet } from "../producerSet.js";
import { currentSession } from "../session.js";
import { Elected, Jailed } from "../storage.js";

/** It stays a candidate: after the cool-down it is elected again without a word. */
function jail(ctx: Context, hotkey: Hex, address: Uint8Array, missed: number): void {
  forgetAbsences(ctx, address);
  if (!removeFromSet(ctx, hotkey)) return;
  const until_session = currentSession(ctx).index + 1 + CooldownSessions.get(ctx);
  Jailed.set(ctx, hotkey, until_session);
  ctx.deposit(events.Jailed, { hotkey, missed, until_session });
}

/** `absent`: whose vote for the parent is missing. Counted only for the elected. */
export function noteAbsences(ctx: Context, absences: AbsenceRecord, absent: readonly Uint8Array[]): void {
  if (absent.length === 0) return;
  const height = ctx.block.number - 1;
  const [limit, windowBlocks] = [MissedLimit.get(ctx), MissedWindow.get(ctx)];
  const elected = new Map<string, Hex>(
    Elected.get(ctx).map((each) => [toHex(consensusAddress(ctx.crypto, each.consensus_key)), each.hotkey]),
  );
  for (const address of absent) {
    const hotkey = elected.get(toHex(address));
    if (!hotkey) continue;
    absences.record(ctx, address, height, windowBlocks);
    const missed = absences.count(ctx, address, height, windowBlocks);
    if (missed < limit) continue;
    elected.delete(toHex(address));
    jail(ctx, hotkey, address, missed);
  }
}
