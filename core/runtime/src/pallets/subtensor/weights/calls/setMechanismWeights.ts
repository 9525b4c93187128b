// SubtensorModule.set_mechanism_weights: what all SDKs send (target.md §3.4). With mecid 0 it is set_weights.

import { defineCall } from "@plexus/core/frame";
import { u16, u64, vec } from "@plexus/core/scale";
import { refuseInPool } from "../../../../poolRefusals.js";
import { MechId, NetUid } from "../../../../primitives.js";
import { checkWeights, setWeightsFor } from "../setWeights.js";

export const setMechanismWeights = defineCall({
  name: "set_mechanism_weights",
  args: { netuid: NetUid, mecid: MechId, dests: vec(u16), weights: vec(u16), version_key: u64 },
  docs: "Sets weights as set_weights does, for one mechanism of a subnet. Stable subnets have only mechanism 0.",
  weight: 15_300_000_000n,
  pays: false,
  precheck: refuseInPool(checkWeights),
  dispatch: setWeightsFor,
});
