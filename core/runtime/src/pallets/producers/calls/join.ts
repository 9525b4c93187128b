// Producers.join: a hotkey on root stands for election, with a consensus key of its own and a bond.

import { defineCall, ensure } from "@plexus/core/frame";
import { fixedBytes } from "@plexus/core/scale";
import { AccountId32, TaoBalance } from "../../../primitives.js";
import { uidOf } from "../../subtensor/registration/neurons.js";
import { addBond } from "../bond.js";
import { consensusAddress, ensurePossessed } from "../consensusKey.js";
import { ensureOwner } from "../ensureOwner.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { MinimumBond } from "../parameters.js";
import { ConsensusKey, Keys, Producers } from "../storage.js";

const ROOT_NETUID = 0;

export const join = defineCall({
  name: "join",
  args: { hotkey: AccountId32, consensus_key: ConsensusKey, proof: fixedBytes(64), bond: TaoBalance },
  docs: "Stands for election as a block producer. Signed by the hotkey's coldkey, which pays the bond; the proof is by the consensus key.",
  weight: 250_000_000n,
  dispatch(ctx, origin, { hotkey, consensus_key, proof, bond }) {
    const coldkey = ensureOwner(ctx, origin, hotkey);
    ensure(uidOf(ctx, ROOT_NETUID, hotkey) !== undefined, errors.NotOnRoot);
    ensure(!Producers.has(ctx, hotkey), errors.AlreadyProducer);
    ensure(bond >= MinimumBond.get(ctx), errors.BondTooLow);
    ensurePossessed(ctx, { hotkey, consensus_key, proof });
    addBond(ctx, hotkey, coldkey, bond);
    Producers.set(ctx, hotkey, { consensus_key, joined_at: ctx.block.number, rotated_in: undefined });
    Keys.set(ctx, consensusAddress(ctx.crypto, consensus_key), { hotkey, state: { type: "Active" } });
    ctx.deposit(events.Joined, { hotkey, coldkey, consensus_key, bond });
  },
});
