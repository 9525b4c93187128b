// Issue and hold (stable.md 5, "Generate"): each block every subnet gets its share; on its epoch's block what was held is
// handed to Yuma, and the answer is loaded for the next block's payment.

import type { Context } from "@plexus/core/frame";
import { splitBlockIssue } from "@plexus/core/yuma";
import { canDeposit, deposit } from "../../balances/move.js";
import { recordIssue, recordResidue } from "../../ledger/record.js";
import { type EmissionTuple, runSubnetEpoch } from "../epoch/runSubnetEpoch.js";
import { isEpochDue } from "../epoch/schedule.js";
import { BlocksSinceLastStep } from "../epoch/storage.js";
import { ROOT_NETUID } from "../noAccount.js";
import { allNetuids, ownerOf } from "../subnets/networks.js";
import {
  LoadedEmission,
  OwnerCutEnabled,
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetOwnerCut,
  SubnetTaoInEmission,
} from "./storage.js";

function issue(ctx: Context, netuid: number): void {
  const issuedRao = SubnetTaoInEmission.get(ctx, netuid);
  if (issuedRao === 0n) return;
  const owner = ownerOf(ctx, netuid);
  const takesCut = owner !== undefined && OwnerCutEnabled.get(ctx, netuid);
  const split = splitBlockIssue(issuedRao, takesCut ? SubnetOwnerCut.get(ctx) : 0);
  recordIssue(ctx, issuedRao);
  let residueRao = split.residueRao;
  if (owner !== undefined && split.ownerRao > 0n) {
    // A cut too small to open the owner's account belongs to nobody (stable.md 7).
    if (canDeposit(ctx, owner, split.ownerRao)) deposit(ctx, owner, split.ownerRao);
    else residueRao += split.ownerRao;
  }
  recordResidue(ctx, netuid, residueRao);
  PendingServerEmission.mutate(ctx, [netuid], (pending) => pending + split.serverRao);
  PendingValidatorEmission.mutate(ctx, [netuid], (pending) => pending + split.validatorRao);
}

function runDueEpoch(ctx: Context, netuid: number): void {
  const rao = PendingServerEmission.get(ctx, netuid) + PendingValidatorEmission.get(ctx, netuid);
  PendingServerEmission.set(ctx, netuid, 0n);
  PendingValidatorEmission.set(ctx, netuid, 0n);
  const tuples = runSubnetEpoch(ctx, netuid, rao);
  const owed = tuples.reduce((sum, [, server, validator]) => sum + server + validator, 0n);
  const kept: EmissionTuple[] = owed > rao ? [] : tuples;
  recordResidue(ctx, netuid, owed > rao ? rao : rao - owed);
  if (kept.length > 0) LoadedEmission.set(ctx, netuid, [...kept, ...(LoadedEmission.get(ctx, netuid) ?? [])]);
}

export function generateEmission(ctx: Context): void {
  for (const netuid of allNetuids(ctx)) {
    if (netuid === ROOT_NETUID) continue;
    issue(ctx, netuid);
    if (isEpochDue(ctx, netuid)) runDueEpoch(ctx, netuid);
    else BlocksSinceLastStep.mutate(ctx, [netuid], (blocks) => blocks + 1n);
  }
}
