// Consensus keys: their address, and the proof that whoever joins with one holds its secret. Without the proof anybody
// could join with another's key and have it slashed.

import type { Hashing } from "@plexus/core/crypto";
import { ensure, type ReadContext } from "@plexus/core/frame";
import { compareBytes, concatBytes, fromHex, type Hex, utf8 } from "@plexus/core/scale";
import { BlockHash } from "../system/storage.js";
import { errors } from "./errors.js";
import { Elected, Keys } from "./storage.js";

/** 20 bytes, as CometBFT has it. */
export function consensusAddress(crypto: Pick<Hashing, "sha256">, consensusKey: Uint8Array): Uint8Array {
  return crypto.sha256(consensusKey).slice(0, 20);
}

const PURPOSE = utf8.encode("plexus/producer/1");

/** What the consensus key signs (ed25519) to join or to take another's place. */
export function possessionMessage(genesisHash: Hex, hotkey: Hex, consensusKey: Uint8Array): Uint8Array {
  return concatBytes(PURPOSE, fromHex(genesisHash), fromHex(hotkey), consensusKey);
}

/** Block 0 is in the map from block 1 on; then it is the parent. */
function genesisHashOf(ctx: ReadContext): Hex {
  return ctx.block.number <= 1 ? ctx.block.parentHash : BlockHash.get(ctx, 0);
}

export interface PossessedKey {
  readonly hotkey: Hex;
  readonly consensus_key: Uint8Array;
  readonly proof: Uint8Array;
}

/** Whether another producer makes blocks with it, even one that left long ago and for whom nobody came. */
function isInUse(ctx: ReadContext, hotkey: Hex, consensusKey: Uint8Array): boolean {
  return Elected.get(ctx).some(
    (each) => each.hotkey !== hotkey && compareBytes(each.consensus_key, consensusKey) === 0,
  );
}

/** A hotkey may come back with a key that it retired itself; nobody with one that was slashed. */
function isFree(ctx: ReadContext, hotkey: Hex, consensusKey: Uint8Array): boolean {
  if (isInUse(ctx, hotkey, consensusKey)) return false;
  const known = Keys.get(ctx, consensusAddress(ctx.crypto, consensusKey));
  if (!known) return true;
  if (known.state.type !== "Retired") return false;
  return known.hotkey === hotkey || known.state.value < ctx.block.number;
}

export function ensurePossessed(ctx: ReadContext, { hotkey, consensus_key, proof }: PossessedKey): void {
  ensure(isFree(ctx, hotkey, consensus_key), errors.KeyTaken);
  const message = possessionMessage(genesisHashOf(ctx), hotkey, consensus_key);
  ensure(ctx.crypto.signing.verify("ed25519", proof, message, consensus_key), errors.BadProof);
}
