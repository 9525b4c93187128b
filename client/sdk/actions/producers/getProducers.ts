// Who makes blocks, who stands for election, who leaves (ProducersApi.get_producers).
import { type Hex, toHex } from "@plexus/core/scale";
import type { PlexusClient } from "../../connect.js";
import { addressOf } from "../account.js";
import { type AtOptions, readApi, textOf } from "../readApi.js";

export interface Producer {
  /** SS58. */
  readonly hotkey: string;
  readonly coldkey: string;
  /** ed25519, 32 bytes; zeros where it is known no more. */
  readonly consensusKey: Hex;
  /** 20 bytes. */
  readonly consensusAddress: Hex;
  readonly bondRao: bigint;
  /** Behind its hotkey on root, its delegators' included. */
  readonly stakeRao: bigint;
  /** As they would count in an election now, before the cap on one producer's share. */
  readonly votesRao: bigint;
  /** As consensus weighs it; 0 where not elected. */
  readonly electedPower: bigint;
  readonly status: "Elected" | "Waiting" | "Jailed" | "Leaving";
  /** Blocks missed in the window. */
  readonly missed: number;
  readonly blocksMade: number;
  readonly feesRao: bigint;
  /** Block. */
  readonly joinedAt: number;
  /** What it calls itself; empty where it says nothing. */
  readonly name: string;
  /** Bond on its way out, still liable, and the block after which all of it is free. */
  readonly unbondingRao: bigint;
  readonly unbondsAt: number;
  /** First session for which a jailed one can be elected again; 0 where it is not jailed. */
  readonly jailedUntil: number;
}

interface ProducerInfo {
  readonly hotkey: Hex;
  readonly coldkey: Hex;
  readonly consensus_key: Uint8Array;
  readonly consensus_address: Uint8Array;
  readonly bond: bigint;
  readonly stake: bigint;
  readonly votes: bigint;
  readonly elected_power: bigint;
  readonly status: { readonly type: Producer["status"] };
  readonly missed: number;
  readonly blocks_made: number;
  readonly fees: bigint;
  readonly joined_at: number;
  readonly name: Uint8Array;
  readonly unbonding: bigint;
  readonly unbonds_at: number;
  readonly jailed_until: number;
}

/** The elected first, then by votes. Throws SdkError `BadInput` where the chain's rules have no producers. */
export async function getProducers(client: PlexusClient, options: AtOptions = {}): Promise<Producer[]> {
  const rows = await readApi<ProducerInfo[]>(client, "ProducersApi", "get_producers", {}, options);
  return rows.map((row) => ({
    hotkey: addressOf(row.hotkey),
    coldkey: addressOf(row.coldkey),
    consensusKey: toHex(row.consensus_key),
    consensusAddress: toHex(row.consensus_address),
    bondRao: row.bond,
    stakeRao: row.stake,
    votesRao: row.votes,
    electedPower: row.elected_power,
    status: row.status.type,
    missed: row.missed,
    blocksMade: row.blocks_made,
    feesRao: row.fees,
    joinedAt: row.joined_at,
    name: textOf(row.name),
    unbondingRao: row.unbonding,
    unbondsAt: row.unbonds_at,
    jailedUntil: row.jailed_until,
  }));
}
