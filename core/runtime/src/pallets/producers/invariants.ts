// What must hold after every block.

import type { Invariant } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import { uidOf } from "../subtensor/registration/neurons.js";
import { capShares } from "./capShares.js";
import { consensusAddress } from "./consensusKey.js";
import { MaxShare } from "./parameters.js";
import { differences, powersOf } from "./producerSet.js";
import {
  Bonds,
  CurrentSession,
  Elected,
  FeePot,
  Keys,
  Noted,
  Powers,
  Producers,
  SetChanged,
  Unbonding,
} from "./storage.js";

const ROOT_NETUID = 0;

/** Whoever stands has a bond, a seat on root and the one active key that names it. */
const producersAreWhole: Invariant = (ctx) => {
  let standing = 0;
  for (const [[hotkey], { consensus_key }] of Producers.entries(ctx)) {
    standing++;
    if (Bonds.get(ctx, hotkey) === 0n) return `producer ${hotkey} has no bond`;
    if (uidOf(ctx, ROOT_NETUID, hotkey) === undefined) return `producer ${hotkey} is not on root`;
    const key = Keys.get(ctx, consensusAddress(ctx.crypto, consensus_key));
    if (key?.hotkey !== hotkey || key.state.type !== "Active") return `the key of producer ${hotkey} is not its own`;
  }
  const active = Array.from(Keys.entries(ctx)).filter(([, { state }]) => state.type === "Active").length;
  if (active !== standing) return `${standing} producers, ${active} active keys`;
  const bonds = Array.from(Bonds.entries(ctx)).length;
  return bonds === standing ? undefined : `${standing} producers, ${bonds} bonds`;
};

const unbondingIsMoney: Invariant = (ctx) => {
  for (const [[hotkey], rows] of Unbonding.entries(ctx))
    if (rows.length === 0) return `${hotkey} has an empty row of unbonding`;
  return undefined;
};

/** The engine has what was elected, each once, within the cap. */
const engineKnowsTheElected: Invariant = (ctx) => {
  const elected = Elected.get(ctx);
  if (differences(Powers.get(ctx), powersOf(elected)).length > 0)
    return "the powers handed out are not the elected ones";
  if (new Set(elected.map(({ hotkey }) => hotkey)).size !== elected.length) return "a producer is elected twice";
  if (new Set(elected.map((each) => toHex(each.consensus_key))).size !== elected.length)
    return "a key is elected twice";
  const powers = elected.map(({ power }) => power);
  if (powers.some((power) => power < 1n)) return "an elected producer has no power";
  return undefined;
};

const nothingIsLeftOver: Invariant = (ctx) => {
  if (FeePot.get(ctx) !== 0n) return `${FeePot.get(ctx)} rao of fees were not paid`;
  if (Noted.get(ctx) || SetChanged.get(ctx)) return "a block left its own marks behind";
  const session = CurrentSession.get(ctx);
  if (!session) return undefined;
  const { started_at, ends_at } = session;
  const next = ctx.block.number;
  return next >= started_at && next <= ends_at
    ? undefined
    : `block ${next} is not in session ${started_at} … ${ends_at}`;
};

/** Where there are enough to share. A lower MaxShare holds from the next election on. */
export const capHolds: Invariant = (ctx) => {
  const powers = Elected.get(ctx).map(({ power }) => power);
  const cut = capShares(powers, MaxShare.get(ctx));
  return cut.every((power, i) => power === powers[i]) ? undefined : "a producer has more than its share";
};

export const invariants: readonly Invariant[] = [
  producersAreWhole,
  unbondingIsMoney,
  engineKnowsTheElected,
  nothingIsLeftOver,
];
