// Producers.note: what consensus knows of the block and the law does not. Bare, second in every block of a chain of
// producers; every node compares it with what its own engine says before it votes.

import { type CallDefinition, defineCall, ensure, ensureNone } from "@plexus/core/frame";
import { option, struct, u32, vec } from "@plexus/core/scale";
import type { AbsenceRecord } from "../absences/absenceRecord.js";
import { errors } from "../errors.js";
import { OffenceKind } from "../events.js";
import { authorOf } from "../note/author.js";
import { noteAbsences } from "../note/jail.js";
import { punish } from "../note/punish.js";
import { Author, ConsensusAddress, Noted, Works } from "../storage.js";

export const Offence = struct("pallet_producers::Offence", {
  address: ConsensusAddress,
  height: u32,
  kind: OffenceKind,
});

/** CometBFT's own bound is higher than any set that this pallet elects. */
const MAX_ABSENT = 10_000;

export const note = (absences: AbsenceRecord): CallDefinition =>
  defineCall({
    name: "note",
    args: { author: option(ConsensusAddress), absent: vec(ConsensusAddress), evidence: vec(Offence) },
    docs: "Says who proposed the block, whose vote for its parent is missing, and evidence. Placed by the author, once a block, never signed.",
    weight: 2_000_000n,
    pays: false,
    class: "Mandatory",
    dispatch(ctx, origin, { author, absent, evidence }) {
      ensureNone(origin);
      ensure(ctx.chain.engine === "comet" && !Noted.get(ctx), errors.NotByConsensus);
      ensure(absent.length <= MAX_ABSENT, errors.NotByConsensus);
      Noted.set(ctx, true);
      if (author) Author.set(ctx, author);
      else Author.remove(ctx);
      const known = authorOf(ctx);
      if (known) Works.mutate(ctx, [known.hotkey], (work) => ({ ...work, blocks: work.blocks + 1 }));
      noteAbsences(ctx, absences, absent);
      for (const { address, height, kind } of evidence) punish(ctx, { address, height, kind: kind.type });
    },
  }) as unknown as CallDefinition;
