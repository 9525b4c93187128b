// Utility (11): several calls in one transaction. Three ways to treat a refusal in the middle: stop there (batch), undo
// everything (batch_all), go on (force_batch).

import {
  type Context,
  constant,
  defineCall,
  defineErrors,
  definePallet,
  ensure,
  type Origin,
  type Pallet,
  Refusal,
  type RuntimeCallValue,
} from "@plexus/core/frame";
import { type Codec, u32, vec } from "@plexus/core/scale";
import { events } from "./events.js";

/** As many as 461 allows. The length of a transaction bounds it long before. */
const BATCHED_CALLS_LIMIT = 10_922;
const BASE_WEIGHT_PS = 5_000_000n;

const errors = defineErrors({ TooManyCalls: "More calls than a batch may hold: send several batches." });

type OnRefusal = (
  ctx: Context,
  index: number,
  error: Extract<ReturnType<Context["dispatch"]>, { ok: false }>["error"],
) => "stop" | "go on";

/** Runs the calls in order; true when none was refused. */
function runAll(ctx: Context, origin: Origin, calls: readonly RuntimeCallValue[], onRefusal: OnRefusal): boolean {
  ensure(calls.length <= BATCHED_CALLS_LIMIT, errors.TooManyCalls);
  ensure(origin.type !== "None", { type: "BadOrigin" });
  let clean = true;
  for (const [index, call] of calls.entries()) {
    const outcome = ctx.dispatch(call, origin);
    if (outcome.ok) ctx.deposit(events.ItemCompleted, {});
    else {
      clean = false;
      if (onRefusal(ctx, index, outcome.error) === "stop") return false;
    }
  }
  return clean;
}

/** The calls' own weights are added by the executor of extrinsics, which can look inside (dispatchInfo.ts). */
function batchCalls(call: Codec<RuntimeCallValue>) {
  const args = { calls: vec(call, BATCHED_CALLS_LIMIT) };
  const batch = defineCall({
    name: "batch",
    args,
    docs: "Runs calls in order and stops at the first refusal. Those before it stand.",
    weight: BASE_WEIGHT_PS,
    dispatch(ctx, origin, { calls }) {
      const clean = runAll(ctx, origin, calls, (context, index, error) => {
        context.deposit(events.BatchInterrupted, { index, error });
        return "stop";
      });
      if (clean) ctx.deposit(events.BatchCompleted, {});
    },
  });
  const batchAll = defineCall({
    name: "batch_all",
    args,
    docs: "Runs calls in order; one refusal undoes them all.",
    weight: BASE_WEIGHT_PS,
    dispatch(ctx, origin, { calls }) {
      runAll(ctx, origin, calls, (_context, _index, error) => {
        throw new Refusal(error);
      });
      ctx.deposit(events.BatchCompleted, {});
    },
  });
  const forceBatch = defineCall({
    name: "force_batch",
    args,
    docs: "Runs calls in order and goes on past refusals.",
    weight: BASE_WEIGHT_PS,
    dispatch(ctx, origin, { calls }) {
      const clean = runAll(ctx, origin, calls, (context, _index, error) => {
        context.deposit(events.ItemFailed, { error });
        return "go on";
      });
      ctx.deposit(clean ? events.BatchCompleted : events.BatchCompletedWithErrors, {});
    },
  });
  return [batch, batchAll, forceBatch];
}

export function utility(call: Codec<RuntimeCallValue>): Pallet {
  return definePallet({
    name: "Utility",
    index: 11,
    docs: "Several calls in one transaction.",
    slices: [
      {
        calls: batchCalls(call),
        events,
        errors,
        constants: [constant("batched_calls_limit", u32, BATCHED_CALLS_LIMIT, "Most calls in a batch.")],
      },
    ],
    numbers: {
      calls: { batch: 0, batch_all: 2, force_batch: 4 },
      events: { BatchInterrupted: 0, BatchCompleted: 1, BatchCompletedWithErrors: 2, ItemCompleted: 3, ItemFailed: 4 },
    },
  });
}
