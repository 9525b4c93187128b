// SubtensorModule.set_weights. Signed by the hotkey, free, limited by WeightsSetRateLimit.

import { defineCall } from "@plexus/core/frame";
import { u16, u64, vec } from "@plexus/core/scale";
import { refuseInPool } from "../../../../poolRefusals.js";
import { NetUid } from "../../../../primitives.js";
import { checkWeights, setWeightsFor, type WeightsArguments } from "../setWeights.js";

type Wire = Omit<WeightsArguments, "mecid">;

export const setWeights = defineCall({
  name: "set_weights",
  args: { netuid: NetUid, dests: vec(u16), weights: vec(u16), version_key: u64 },
  docs: "Sets the weights of the signing validator on a subnet's miners; on netuid 0, of a root validator on subnets.",
  weight: 15_300_000_000n,
  pays: false,
  precheck: refuseInPool((ctx, origin, args: Wire) => checkWeights(ctx, origin, { ...args, mecid: 0 })),
  dispatch: (ctx, origin, args) => setWeightsFor(ctx, origin, { ...args, mecid: 0 }),
});
