// The budget that limits free commitments (chain.md §1.2): so many bytes per hotkey and epoch, at least 100 a time.

import { ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { Tempo } from "../subtensor/subnets/parameters.js";
import type { CommitmentInfoValue } from "./data.js";
import { errors } from "./errors.js";
import { MaxSpace, UsedSpaceOf } from "./storage.js";

const LEAST_CHARGE_BYTES = 100;

/** Epochs are counted as the block hook runs them: every tempo + 1 blocks, shifted by netuid (yuma.md §8 A). */
function epochIndex(ctx: ReadContext, netuid: number): bigint {
  return BigInt(Math.floor((ctx.block.number + netuid + 1) / (Tempo.get(ctx, netuid) + 1)));
}

function bytesOf(info: CommitmentInfoValue): number {
  const payload = info.fields.reduce((sum, field) => sum + (field.value?.length ?? 0), 0);
  return Math.max(payload, LEAST_CHARGE_BYTES);
}

/** The tracker after this commitment, or a refusal. */
export function chargeSpace(
  ctx: ReadContext,
  netuid: number,
  who: Hex,
  info: CommitmentInfoValue,
): { last_epoch: bigint; used_space: bigint } {
  const epoch = epochIndex(ctx, netuid);
  const usage = UsedSpaceOf.get(ctx, netuid, who);
  const used = usage !== undefined && usage.last_epoch === epoch ? usage.used_space : 0n;
  const after = used + BigInt(bytesOf(info));
  ensure(after <= BigInt(MaxSpace.get(ctx)), errors.SpaceLimitExceeded);
  return { last_epoch: epoch, used_space: after };
}
