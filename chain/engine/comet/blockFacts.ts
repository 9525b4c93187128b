// What CometBFT tells of a block, in the application's words: "validator" in its sense ends here. Every node must read the
// same from the same request, so there is no clock and no choice in this file.

import type { BlockFacts, ProducerUpdate } from "@plexus/core/runtime";
import {
  type ExtendedVoteInfo,
  type Misbehavior,
  MisbehaviorType,
  type ValidatorUpdate,
  type VoteInfo,
} from "./proto/abci.js";
import type { Timestamp } from "./proto/timestamp.js";
import { BlockIDFlag } from "./proto/votingPower.js";

export interface BlockRequest {
  readonly time: Timestamp | undefined;
  readonly proposerAddress: Uint8Array;
  readonly votes: readonly (VoteInfo | ExtendedVoteInfo)[];
  readonly misbehavior: readonly Misbehavior[];
}

/** Whole ms, rounded down; CometBFT's times rise by one ms at least. */
export function millisecondsOf(time: Timestamp | undefined): bigint {
  if (!time) throw new Error("a block without a time");
  return time.seconds * 1_000n + BigInt(Math.floor(time.nanos / 1_000_000));
}

export function blockFacts({ time, proposerAddress, votes, misbehavior }: BlockRequest): BlockFacts {
  const absent = votes.filter(({ blockIdFlag }) => blockIdFlag === BlockIDFlag.BLOCK_ID_FLAG_ABSENT);
  return {
    timestampMs: millisecondsOf(time),
    consensus: {
      author: own(proposerAddress),
      absent: absent.map(({ validator }) => addressOf(validator)),
      evidence: misbehavior.map(({ type, validator, height }) => ({
        address: addressOf(validator),
        height: Number(height),
        kind:
          type === MisbehaviorType.LIGHT_CLIENT_ATTACK ? ("LightClientAttack" as const) : ("DuplicateVote" as const),
      })),
    },
  };
}

export function validatorUpdates(updates: readonly ProducerUpdate[]): ValidatorUpdate[] {
  return updates.map(({ consensusKey, votes }) => ({
    pubKey: { sum: { $case: "ed25519", value: consensusKey } },
    power: votes,
  }));
}

function addressOf(validator: { address: Uint8Array } | undefined): Uint8Array {
  if (!validator) throw new Error("a vote or evidence without its validator");
  return own(validator.address);
}

/** A copy: what protobuf hands out is a window on the whole message. */
const own = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
