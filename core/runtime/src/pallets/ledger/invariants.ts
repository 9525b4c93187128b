// The equation of stable.md 7, over everything that can hold money.

import type { Invariant, ReadContext } from "@plexus/core/frame";
import { TotalIssuance as BalancesIssuance } from "../balances/storage.js";
import { DepositsHeld } from "../governance/storage.js";
import { held as heldByProducers } from "../producers/held.js";
import {
  LoadedEmission,
  PendingServerEmission,
  PendingValidatorEmission,
  TotalIssuance,
} from "../subtensor/emission/storage.js";
import { TotalStake } from "../subtensor/staking/storage.js";
import { SubnetLocked } from "../subtensor/subnets/storage.js";
import { Burned, Genesis, Issued, Residue } from "./storage.js";

function sum(values: Iterable<bigint>): bigint {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

function* loaded(ctx: ReadContext): Generator<bigint> {
  for (const [, tuples] of LoadedEmission.entries(ctx))
    for (const [, server, validator] of tuples) yield server + validator;
}

function* values(entries: Iterable<readonly [unknown, bigint]>): Generator<bigint> {
  for (const [, value] of entries) yield value;
}

/** Where every rao lies. */
export function holdings(ctx: ReadContext): bigint {
  return (
    BalancesIssuance.get(ctx) +
    TotalStake.get(ctx) +
    sum(values(SubnetLocked.entries(ctx))) +
    sum(values(PendingServerEmission.entries(ctx))) +
    sum(values(PendingValidatorEmission.entries(ctx))) +
    sum(loaded(ctx)) +
    heldByProducers(ctx) +
    DepositsHeld.get(ctx) +
    Residue.get(ctx)
  );
}

const conservation: Invariant = (ctx) => {
  const exists = Genesis.get(ctx) + Issued.get(ctx) - Burned.get(ctx);
  const held = holdings(ctx);
  if (exists !== held) return `Ledger counts ${exists} rao, holdings are ${held}`;
  const told = TotalIssuance.get(ctx);
  return told === exists ? undefined : `SubtensorModule.TotalIssuance says ${told}, Ledger ${exists}`;
};

export const invariants: readonly Invariant[] = [conservation];
