// The set of producers between elections, and what the engine is told of it. Whoever changes the set goes through here;
// the difference to what was last handed out leaves with the block. The engine's set is never emptied.

import type { Context, Readable } from "@plexus/core/frame";
import { compareBytes, type Hex, toHex } from "@plexus/core/scale";
import type { ProducerUpdate } from "../../interface.js";
import { capShares } from "./capShares.js";
import { events } from "./events.js";
import { MaxShare } from "./parameters.js";
import { Elected, type ElectedValue, Powers, type PowerValue, SetChanged, Updates } from "./storage.js";

export function electedOf(ctx: Readable, hotkey: Hex): ElectedValue | undefined {
  return Elected.get(ctx).find((each) => each.hotkey === hotkey);
}

export function setElected(ctx: Context, elected: ElectedValue[]): void {
  Elected.set(ctx, elected);
  SetChanged.set(ctx, true);
}

/** Takes a producer out at once. Returns false, and says so, where it is the last. The others keep their powers, cut to the cap. */
export function removeFromSet(ctx: Context, hotkey: Hex): boolean {
  const elected = Elected.get(ctx);
  const rest = elected.filter((each) => each.hotkey !== hotkey);
  if (rest.length === elected.length) return true;
  if (rest.length === 0) {
    ctx.deposit(events.LastStays, { hotkey });
    return false;
  }
  const powers = capShares(
    rest.map(({ power }) => power),
    MaxShare.get(ctx),
  );
  setElected(
    ctx,
    rest.map((each, i) => ({ ...each, power: powers[i] as bigint })),
  );
  return true;
}

/** By bytes of the key. */
export function powersOf(elected: readonly ElectedValue[]): PowerValue[] {
  return elected
    .map(({ consensus_key, power }) => ({ consensus_key, power }))
    .sort((a, b) => compareBytes(a.consensus_key, b.consensus_key));
}

/** What turns one set into the other, by key; power 0 removes. */
export function differences(before: readonly PowerValue[], after: readonly PowerValue[]): PowerValue[] {
  const known = new Map(before.map(({ consensus_key, power }) => [toHex(consensus_key), power]));
  const changed = after.filter(({ consensus_key, power }) => known.get(toHex(consensus_key)) !== power);
  const stays = new Set(after.map(({ consensus_key }) => toHex(consensus_key)));
  const gone = before.filter(({ consensus_key }) => !stays.has(toHex(consensus_key)));
  return [...changed, ...gone.map(({ consensus_key }) => ({ consensus_key, power: 0n }))].sort((a, b) =>
    compareBytes(a.consensus_key, b.consensus_key),
  );
}

/** At the end of a block. */
export function handOut(ctx: Context): void {
  if (!SetChanged.get(ctx)) return;
  SetChanged.remove(ctx);
  const powers = powersOf(Elected.get(ctx));
  const updates = differences(Powers.get(ctx), powers);
  if (updates.length === 0) return;
  Powers.set(ctx, powers);
  Updates.set(ctx, updates);
}

/** What the block just executed tells the engine. `votes` are powers: already divided, 0 removes. */
export function producerUpdates(ctx: Readable): ProducerUpdate[] {
  return Updates.get(ctx).map(({ consensus_key, power }) => ({ consensusKey: consensus_key, votes: power }));
}
