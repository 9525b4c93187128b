// Sessions: between two elections. A session's last block is fixed when it begins, so that a change of SessionLength
// takes effect with the next one and heights that somebody waits for do not move.

import type { Context, ReadContext } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import { hotkeyStake } from "../subtensor/staking/stake.js";
import { forgetAbsences } from "./absences/forgetAbsences.js";
import { consensusAddress } from "./consensusKey.js";
import { type Candidate, type ElectionRules, elect } from "./elect.js";
import { events } from "./events.js";
import { BondMultiple, EvidenceAge, MaxProducers, MaxShare, MinimumBond, SessionLength } from "./parameters.js";
import { powersOf, setElected } from "./producerSet.js";
import { Bonds, CurrentSession, Elected, Jailed, Keys, Producers, Punished, type SessionValue } from "./storage.js";

/** Sessions end where the block's number is a multiple of the length. */
export function sessionFrom(index: number, startedAt: number, length: number): SessionValue {
  return { index, started_at: startedAt, ends_at: Math.ceil(startedAt / length) * length };
}

export function currentSession(ctx: ReadContext): SessionValue {
  return CurrentSession.get(ctx) ?? sessionFrom(0, 1, SessionLength.get(ctx));
}

export function electionRules(ctx: ReadContext): ElectionRules {
  return {
    minimumBondRao: MinimumBond.get(ctx),
    maxProducers: MaxProducers.get(ctx),
    bondMultiple: BondMultiple.get(ctx),
    maxShare: MaxShare.get(ctx),
  };
}

/** All who stand and are not locked out of the session with this index. Cost: all producers, at most root's seats. */
function candidatesFor(ctx: ReadContext, session: number): Candidate[] {
  const found: Candidate[] = [];
  for (const [[hotkey], { consensus_key }] of Producers.entries(ctx)) {
    if ((Jailed.get(ctx, hotkey) ?? 0) > session) continue;
    const bondRao = Bonds.get(ctx, hotkey);
    found.push({ hotkey, consensusKey: consensus_key, bondRao, stakeRao: hotkeyStake(ctx, hotkey) });
  }
  return found;
}

/** Elects for the session with this index. An empty set would stop the chain for ever: then the old one stays. */
export function electFor(ctx: Context, session: number): void {
  const elected = elect(candidatesFor(ctx, session), electionRules(ctx));
  if (elected.length === 0) {
    if (Elected.get(ctx).length > 0) ctx.deposit(events.SetKept, { index: session });
    return;
  }
  setElected(ctx, elected);
}

/** Keys, punishments and jail terms that have run out. */
function forgetExpired(ctx: Context, session: number): void {
  const inUse = new Set<string>(
    Elected.get(ctx).map((each) => toHex(consensusAddress(ctx.crypto, each.consensus_key))),
  );
  for (const [[address], { state }] of Array.from(Keys.entries(ctx)))
    if (state.type === "Retired" && state.value < ctx.block.number && !inUse.has(toHex(address))) {
      Keys.remove(ctx, address);
      forgetAbsences(ctx, address);
    }
  const age = EvidenceAge.get(ctx);
  for (const [[address, height]] of Array.from(Punished.entries(ctx)))
    if (ctx.block.number - height > age) Punished.remove(ctx, address, height);
  for (const [[hotkey], until] of Array.from(Jailed.entries(ctx))) if (until <= session) Jailed.remove(ctx, hotkey);
}

/** In the last block of a session, after its transactions. */
export function endSession(ctx: Context): void {
  const { index, ends_at } = currentSession(ctx);
  if (ctx.block.number !== ends_at) return;
  electFor(ctx, index + 1);
  forgetExpired(ctx, index + 1);
  CurrentSession.set(ctx, sessionFrom(index + 1, ends_at + 1, SessionLength.get(ctx)));
  const powers = powersOf(Elected.get(ctx));
  const power = powers.reduce((sum, each) => sum + each.power, 0n);
  if (powers.length > 0) ctx.deposit(events.SessionEnded, { index, producers: powers.length, power });
}
