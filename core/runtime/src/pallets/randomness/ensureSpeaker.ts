// Who speaks in a block: its author, once.

import { type Context, ensure, ensureNone, type Origin } from "@plexus/core/frame";
import { currentSession } from "../producers/session.js";
import { Author, Noted } from "../producers/storage.js";
import { errors } from "./errors.js";
import { type Half, halfOf } from "./schedule.js";
import { Spoken } from "./storage.js";

/** Marks the block as spoken in. */
export function ensureSpeaker(
  ctx: Context,
  origin: Origin,
  half: Half,
): { readonly address: Uint8Array; readonly session: number } {
  ensureNone(origin);
  const address = Author.get(ctx);
  ensure(ctx.chain.engine === "comet" && Noted.get(ctx) && address !== undefined, errors.NotByAuthor);
  ensure(!Spoken.get(ctx), errors.NotByAuthor);
  const session = currentSession(ctx);
  ensure(halfOf(session, ctx.block.number) === half, errors.WrongHalf);
  Spoken.set(ctx, true);
  return { address, session: session.index };
}
