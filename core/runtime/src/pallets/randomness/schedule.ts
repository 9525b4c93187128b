// When producers commit and reveal. Half and half: with blocks handed out in proportion to power, whoever holds 1/n of it
// finds a block of its own in both halves of a session of 2n blocks and more with good odds; a short half would shut small
// producers out of it, and leave fewer to outnumber those who would steer.

import type { Hashing } from "@plexus/core/crypto";
import type { ReadContext } from "@plexus/core/frame";
import { concatBytes, encode, toHex, u32 } from "@plexus/core/scale";
import { consensusAddress } from "../producers/consensusKey.js";
import { currentSession } from "../producers/session.js";
import { Elected, type SessionValue } from "../producers/storage.js";
import { Commitments, Secrets } from "./storage.js";

export type Half = "commit" | "reveal";

/** Height of the first block that may reveal. In an odd session the reveals have the block more. */
export function firstReveal({ started_at, ends_at }: SessionValue): number {
  return started_at + Math.floor((ends_at - started_at + 1) / 2);
}

export function halfOf(session: SessionValue, height: number): Half {
  return height < firstReveal(session) ? "commit" : "reveal";
}

/** blake2-256(secret ‖ address ‖ session): bound to its author and session, so that nobody can repeat another's. */
export function commitmentOf(
  crypto: Pick<Hashing, "blake2b256">,
  secret: Uint8Array,
  address: Uint8Array,
  session: number,
): Uint8Array {
  return crypto.blake2b256(concatBytes(secret, address, encode(u32, session)));
}

export function isElected(ctx: ReadContext, address: Uint8Array): boolean {
  const wanted = toHex(address);
  return Elected.get(ctx).some((each) => toHex(consensusAddress(ctx.crypto, each.consensus_key)) === wanted);
}

/** What this author should say in block `ctx.block.number`; the engine makes the secret and keeps it until the reveal. */
export function beaconDue(
  ctx: ReadContext,
  address: Uint8Array,
): { readonly kind: Half; readonly session: number } | undefined {
  if (ctx.chain.engine !== "comet") return undefined;
  const session = currentSession(ctx);
  const kind = halfOf(session, ctx.block.number);
  const hasCommitted = Commitments.has(ctx, address);
  const isDue =
    kind === "commit" ? !hasCommitted && isElected(ctx, address) : hasCommitted && !Secrets.has(ctx, address);
  return isDue ? { kind, session: session.index } : undefined;
}
