// Neurons: hotkeys under dense uids 0 … n - 1. A full subnet never grows; a newcomer takes the uid of the neuron that is
// pruned (yuma.md §12 B, stable.md 8) and starts with nothing: no permit, no bonds, no weights of its predecessor.

import { type Context, ensure, type ReadContext, type StorageEntry } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { neuronToPrune } from "@plexus/core/yuma";
import * as epoch from "../epoch/storage.js";
import { Axons } from "../serving/storage.js";
import { ImmunityPeriod, MaxAllowedUids, MinNonImmuneUids } from "../subnets/parameters.js";
import { SubnetOwnerHotkey } from "../subnets/storage.js";
import { LastUpdate, Weights } from "../weights/storage.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import type { NeuronListener } from "./listeners.js";
import { BlockAtRegistration, IsNetworkMember, Keys, SubnetworkN, Uids } from "./storage.js";

export function neuronCount(ctx: ReadContext, netuid: number): number {
  return SubnetworkN.get(ctx, netuid);
}

export function uidOf(ctx: ReadContext, netuid: number, hotkey: Hex): number | undefined {
  return Uids.get(ctx, netuid, hotkey);
}

/** Hotkeys by uid. */
export function hotkeysOf(ctx: ReadContext, netuid: number): Hex[] {
  return Array.from({ length: neuronCount(ctx, netuid) }, (_, uid) => Keys.get(ctx, netuid, uid));
}

/** What a vector holds for a neuron that has just come; also what fills a vector that is too short. */
function newcomer(block: bigint): readonly (readonly [StorageEntry<[number], unknown[]>, unknown])[] {
  const { Active, Emission, Consensus, Incentive, Dividends, ValidatorTrust, ValidatorPermit, StakeWeight } = epoch;
  const values = [
    [Active, true],
    [Emission, 0n],
    [Consensus, 0],
    [Incentive, 0],
    [Dividends, 0],
    [ValidatorTrust, 0],
    [ValidatorPermit, false],
    [StakeWeight, 0],
    [LastUpdate, block],
  ] as const;
  return values as unknown as readonly (readonly [StorageEntry<[number], unknown[]>, unknown])[];
}

function seat(ctx: Context, netuid: number, uid: number, hotkey: Hex): void {
  const block = BigInt(ctx.block.number);
  const count = neuronCount(ctx, netuid);
  for (const [entry, value] of newcomer(block)) {
    entry.mutate(ctx, [netuid], (vector) =>
      Array.from({ length: count }, (_, i) => (i === uid ? value : (vector[i] ?? value))),
    );
  }
  Weights.remove(ctx, netuid, uid);
  epoch.Bonds.remove(ctx, netuid, uid);
  Keys.set(ctx, netuid, uid, hotkey);
  Uids.set(ctx, netuid, hotkey, uid);
  IsNetworkMember.set(ctx, hotkey, netuid, true);
  BlockAtRegistration.set(ctx, netuid, uid, block);
  ctx.deposit(events.NeuronRegistered, [netuid, uid, hotkey]);
}

/** Gives the next uid to a hotkey that is not registered here. Returns the uid. */
export function appendNeuron(ctx: Context, netuid: number, hotkey: Hex): number {
  const uid = neuronCount(ctx, netuid);
  SubnetworkN.set(ctx, netuid, uid + 1);
  seat(ctx, netuid, uid, hotkey);
  return uid;
}

/** Gives a taken uid to a hotkey that is not registered here. */
export function replaceNeuron(
  ctx: Context,
  netuid: number,
  uid: number,
  hotkey: Hex,
  listeners: readonly NeuronListener[],
): void {
  const leaving = Keys.get(ctx, netuid, uid);
  Uids.remove(ctx, netuid, leaving);
  IsNetworkMember.remove(ctx, leaving, netuid);
  Axons.remove(ctx, netuid, leaving);
  for (const listener of listeners) listener.neuronRemoved(ctx, netuid, leaving);
  seat(ctx, netuid, uid, hotkey);
}

/** The uid that gives way in a full subnet; undefined where all are immune. */
export function chooseNeuronToPrune(ctx: ReadContext, netuid: number): number | undefined {
  const block = BigInt(ctx.block.number);
  const immunityBlocks = BigInt(ImmunityPeriod.get(ctx, netuid));
  const ownerHotkey = SubnetOwnerHotkey.get(ctx, netuid);
  const emissions = epoch.Emission.get(ctx, netuid);
  const standings = hotkeysOf(ctx, netuid).map((hotkey, uid) => {
    const registeredAt = BlockAtRegistration.get(ctx, netuid, uid);
    const immune = block - registeredAt < immunityBlocks;
    return { uid, emission: emissions[uid] ?? 0n, registeredAt, immune, ownerImmune: hotkey === ownerHotkey };
  });
  return neuronToPrune(standings, MinNonImmuneUids.get(ctx, netuid));
}

export function ensureRoom(ctx: ReadContext, netuid: number): void {
  const room =
    neuronCount(ctx, netuid) < MaxAllowedUids.get(ctx, netuid) || chooseNeuronToPrune(ctx, netuid) !== undefined;
  ensure(room, errors.NoNeuronIdAvailable);
}

/** Appends, or prunes and replaces. Returns the uid. */
export function seatNeuron(ctx: Context, netuid: number, hotkey: Hex, listeners: readonly NeuronListener[]): number {
  if (neuronCount(ctx, netuid) < MaxAllowedUids.get(ctx, netuid)) return appendNeuron(ctx, netuid, hotkey);
  const uid = chooseNeuronToPrune(ctx, netuid);
  ensure(uid !== undefined, errors.NoNeuronIdAvailable);
  replaceNeuron(ctx, netuid, uid, hotkey, listeners);
  return uid;
}
