// Timestamp (2): the time of a block, set by its first extrinsic. The law has no clock; the engine proposes a time and
// checks the one proposed to it (architecture §3.5).

import { type ChainFacts, constant, defineCall, definePallet, ensure, ensureNone, storageOf } from "@plexus/core/frame";
import { bool, compact, u64 } from "@plexus/core/scale";

const storage = storageOf("Timestamp");
export const Now = storage.value("Now", u64, 0n, { docs: "Time of this block in ms since 1970." });
const DidUpdate = storage.value("DidUpdate", bool, false, { docs: "Whether this block has set its time yet." });

/** Half a block time: how far apart two blocks of a single producer are at least. */
export const minimumPeriodMs = (blockTimeMs: number): bigint => BigInt(blockTimeMs) / 2n;

/** Under CometBFT the time is the median of the producers' votes: the law asks only that it rises. */
const leastStepMs = ({ engine, blockTimeMs }: ChainFacts): bigint =>
  engine === "comet" ? 1n : minimumPeriodMs(blockTimeMs);

export const set = defineCall({
  name: "set",
  args: { now: compact(u64) },
  docs: "Sets the block's time. Placed by the producer, once a block, never signed.",
  weight: 1_500_000n,
  pays: false,
  class: "Mandatory",
  dispatch(ctx, origin, { now }) {
    ensureNone(origin);
    ensure(!DidUpdate.get(ctx), { type: "Other" });
    const before = Now.get(ctx);
    ensure(before === 0n || now >= before + leastStepMs(ctx.chain), { type: "Other" });
    Now.set(ctx, now);
    DidUpdate.set(ctx, true);
  },
});

export const timestamp = definePallet({
  name: "Timestamp",
  index: 2,
  docs: "The time of a block.",
  slices: [
    {
      storage: [Now, DidUpdate],
      calls: [set],
      constants: [
        constant(
          "MinimumPeriod",
          u64,
          (chain) => minimumPeriodMs(chain.blockTimeMs),
          "Least ms between blocks, halved.",
        ),
      ],
    },
  ],
  numbers: { calls: { set: 0 } },
  hooks: {
    finalise(ctx) {
      if (!DidUpdate.get(ctx)) throw new Error("a block without a time: Timestamp.set must be its first extrinsic");
      DidUpdate.remove(ctx);
    },
  },
});
