// RandomnessApi: the same question by RPC.

import { apiMethod, type RuntimeApi } from "@plexus/core/frame";
import { option, struct, u32 } from "@plexus/core/scale";
import { randomnessAt } from "./randomnessAt.js";
import { Bytes32, Source } from "./storage.js";

export const RandomnessInfo = struct("pallet_randomness::api::RandomnessInfo", { value: Bytes32, source: Source });

export const randomnessApi: RuntimeApi = {
  name: "RandomnessApi",
  version: 1,
  docs: "Randomness of heights that were fixed beforehand.",
  methods: {
    at: apiMethod(
      { height: u32 },
      option(RandomnessInfo),
      "The value of a height, and where it comes from; none where it does not stand yet, or no longer.",
      (ctx, { height }) => {
        const found = randomnessAt(ctx, height);
        return found && { value: found.value, source: { type: found.source } };
      },
    ),
  } as unknown as RuntimeApi["methods"],
};
