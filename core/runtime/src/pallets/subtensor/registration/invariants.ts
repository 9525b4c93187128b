// What must hold after every block: uids are dense, keys and uids mirror each other, every vector has one place a neuron.

import type { Invariant, ReadContext } from "@plexus/core/frame";
import * as epoch from "../epoch/storage.js";
import { allNetuids } from "../subnets/networks.js";
import { TotalNetworks } from "../subnets/storage.js";
import { LastUpdate } from "../weights/storage.js";
import { hotkeysOf } from "./neurons.js";
import { IsNetworkMember, Keys, SubnetworkN, Uids } from "./storage.js";

const { Active, Emission, Consensus, Incentive, Dividends, ValidatorTrust, ValidatorPermit, StakeWeight } = epoch;
const VECTORS = [
  Active,
  Emission,
  Consensus,
  Incentive,
  Dividends,
  ValidatorTrust,
  ValidatorPermit,
  StakeWeight,
  LastUpdate,
];

function problemOf(ctx: ReadContext, netuid: number): string | undefined {
  const hotkeys = hotkeysOf(ctx, netuid);
  for (const [uid, hotkey] of hotkeys.entries()) {
    if (Uids.get(ctx, netuid, hotkey) !== uid)
      return `uid ${uid} of subnet ${netuid} is ${hotkey}, whose uid is ${Uids.get(ctx, netuid, hotkey)}`;
    if (!IsNetworkMember.get(ctx, hotkey, netuid)) return `${hotkey} has a uid in subnet ${netuid} but is no member`;
  }
  const [uids, keys] = [Array.from(Uids.entries(ctx, netuid)).length, Array.from(Keys.entries(ctx, netuid)).length];
  if (uids !== hotkeys.length || keys !== hotkeys.length)
    return `subnet ${netuid}: ${hotkeys.length} neurons, ${uids} uids, ${keys} keys`;
  for (const vector of VECTORS) {
    const { length } = vector.get(ctx, netuid);
    if (length !== hotkeys.length)
      return `${vector.name} of subnet ${netuid} has ${length} places for ${hotkeys.length} neurons`;
  }
  return undefined;
}

const neuronsAreDense: Invariant = (ctx) => {
  const netuids = allNetuids(ctx);
  if (TotalNetworks.get(ctx) !== netuids.length)
    return `${netuids.length} subnets, TotalNetworks says ${TotalNetworks.get(ctx)}`;
  for (const netuid of netuids) {
    const problem = problemOf(ctx, netuid);
    if (problem) return problem;
  }
  return undefined;
};

const membersAreNeurons: Invariant = (ctx) => {
  let members = 0;
  for (const [[hotkey, netuid], member] of IsNetworkMember.entries(ctx)) {
    if (!member || !Uids.has(ctx, netuid, hotkey)) return `${hotkey} is a member of subnet ${netuid} without a uid`;
    members++;
  }
  const neurons = allNetuids(ctx).reduce((sum, netuid) => sum + SubnetworkN.get(ctx, netuid), 0);
  return members === neurons ? undefined : `${neurons} neurons, ${members} members`;
};

export const invariants: readonly Invariant[] = [neuronsAreDense, membersAreNeurons];
