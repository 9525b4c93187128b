// Upgrades' storage: the rules that come next and those that came (architecture §3.14).

import { type ReadContext, storageOf } from "@plexus/core/frame";
import { fixedBytes, type Infer, struct, u32, vec } from "@plexus/core/scale";
import { LastRuntimeUpgrade } from "../system/storage.js";

const storage = storageOf("Upgrades");

/** Upgrades remembered. What ran an older block is also in that block's own state, System.LastRuntimeUpgrade. */
export const MAX_HISTORY = 256;

/** Bounds of the notice period, in blocks: one lets a test switch at once, the most is over two months of 12 s. */
export const MIN_NOTICE_BLOCKS = 1;
export const MAX_NOTICE_BLOCKS = 500_000;

/** Until somebody sets it. A day on a live chain, for operators to install; seconds where there are none. */
const DEFAULT_NOTICE_BLOCKS = { Live: 7_200, Local: 20, Development: 5 } as const;

/** `at_block` is the first block that the new rules execute; `release_hash` names the program that brings them. */
export const Upgrade = struct("plexus_upgrades::Upgrade", {
  spec_version: u32,
  at_block: u32,
  release_hash: fixedBytes(32),
});
export type UpgradeValue = Infer<typeof Upgrade>;

export const Scheduled = storage.optionalValue("Scheduled", Upgrade, {
  docs: "The upgrade that is decided and not yet done.",
});
export const History = storage.value("History", vec(Upgrade), [], {
  docs: "Upgrades done, oldest first; the last 256.",
});
export const NoticePeriod = storage.optionalValue("NoticePeriod", u32, {
  docs: "Blocks between a decision and the first block of the new rules, at least. Unset: 7200, 20 on local, 5 on development chains.",
});

/** Blocks. */
export function noticePeriod(ctx: ReadContext): number {
  return NoticePeriod.get(ctx) ?? DEFAULT_NOTICE_BLOCKS[ctx.chain.chainType];
}

/** The version whose rules run now. 0 in a state without a genesis (tests of single calls). */
export function currentVersion(ctx: ReadContext): number {
  return LastRuntimeUpgrade.get(ctx)?.spec_version ?? 0;
}
