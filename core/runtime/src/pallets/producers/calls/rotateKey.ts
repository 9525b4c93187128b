// Producers.rotate_key: another consensus key in place, without leaving. The old one stays liable as long as a bond that
// leaves would; once a session, so that rows of old keys stay few.

import { defineCall, ensure } from "@plexus/core/frame";
import { fixedBytes } from "@plexus/core/scale";
import { AccountId32 } from "../../../primitives.js";
import { keyRotated } from "../../randomness/keyRotated.js";
import { moveAbsences } from "../absences/forgetAbsences.js";
import { consensusAddress, ensurePossessed } from "../consensusKey.js";
import { ensureOwner, ensureProducer } from "../ensureOwner.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { unbondingBlocks } from "../parameters.js";
import { electedOf, setElected } from "../producerSet.js";
import { currentSession } from "../session.js";
import { ConsensusKey, Elected, Keys, Producers } from "../storage.js";

export const rotateKey = defineCall({
  name: "rotate_key",
  args: { hotkey: AccountId32, consensus_key: ConsensusKey, proof: fixedBytes(64) },
  docs: "Changes a producer's consensus key. The engine takes the new one two blocks later: run both nodes until then.",
  weight: 220_000_000n,
  dispatch(ctx, origin, { hotkey, consensus_key, proof }) {
    ensureOwner(ctx, origin, hotkey);
    const producer = ensureProducer(ctx, hotkey);
    const { index } = currentSession(ctx);
    ensure(producer.rotated_in !== index, errors.RotatedTooSoon);
    ensurePossessed(ctx, { hotkey, consensus_key, proof });
    const old = consensusAddress(ctx.crypto, producer.consensus_key);
    const until = ctx.block.number + unbondingBlocks(ctx);
    Keys.set(ctx, old, { hotkey, state: { type: "Retired", value: until } });
    const address = consensusAddress(ctx.crypto, consensus_key);
    Keys.set(ctx, address, { hotkey, state: { type: "Active" } });
    moveAbsences(ctx, old, address);
    keyRotated(ctx, old);
    Producers.set(ctx, hotkey, { ...producer, consensus_key, rotated_in: index });
    if (electedOf(ctx, hotkey))
      setElected(
        ctx,
        Elected.get(ctx).map((each) => (each.hotkey === hotkey ? { ...each, consensus_key } : each)),
      );
    ctx.deposit(events.KeyRotated, { hotkey, old: producer.consensus_key, new: consensus_key });
  },
});
