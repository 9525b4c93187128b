// Governance.propose: calls that a track may make, a few words, and a deposit.

import { defineCall, ensure, ensureSigned, type RuntimeCallValue } from "@plexus/core/frame";
import { type Codec, encode, option, vec } from "@plexus/core/scale";
import { H256, TaoBalance } from "../../../primitives.js";
import { ensureAllowed } from "../constitution/ensureAllowed.js";
import { takeDeposit } from "../deposits.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { enqueue } from "../queue.js";
import {
  MAX_CALL_BYTES,
  MAX_CALLS,
  MAX_LINK_BYTES,
  MAX_TITLE_BYTES,
  Name,
  type ProposalValue,
  Track,
} from "../shapes.js";
import { ProposalCalls, ProposalCount, Tracks } from "../storage.js";

export const propose = (call: Codec<RuntimeCallValue>) =>
  defineCall({
    name: "propose",
    args: {
      track: Track,
      calls: vec(call, MAX_CALLS),
      title: Name,
      link: Name,
      text_hash: option(H256),
      deposit: TaoBalance,
    },
    docs: "Proposes calls to a track. The deposit, at least the track's, comes back unless the proposal ends as spam. Where all places are taken the highest deposits go first.",
    weight: 600_000_000n,
    dispatch(ctx, origin, { track, calls, title, link, text_hash, deposit }) {
      const proposer = ensureSigned(origin);
      const rules = Tracks.get(ctx, track);
      ensure(rules !== undefined, errors.NoSuchTrack);
      ensure(calls.length > 0, errors.NoCalls);
      const encoded = calls.map((each) => encode(call, each));
      const bytes = encoded.reduce((sum, { length }) => sum + length, 0);
      const short = bytes <= MAX_CALL_BYTES && title.length <= MAX_TITLE_BYTES && link.length <= MAX_LINK_BYTES;
      ensure(short, errors.ProposalTooLong);
      for (const each of calls) ensureAllowed(ctx, track.type, each);
      ensure(deposit >= rules.deposit, errors.DepositTooLow);
      takeDeposit(ctx, proposer, deposit);
      const id = ProposalCount.get(ctx);
      ProposalCount.set(ctx, id + 1);
      ProposalCalls.set(ctx, id, encoded);
      const proposal: ProposalValue = {
        proposer,
        track,
        deposit,
        submitted_at: ctx.block.number,
        status: { type: "Queued" },
        title,
        link,
        text_hash,
      };
      ctx.deposit(events.Proposed, { proposal: id, track, proposer, deposit, title });
      enqueue(ctx, id, proposal, rules);
    },
  });
