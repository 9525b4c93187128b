// Sudo (12): a key that may do anything. Development chains only (architecture §3.8): elsewhere this pallet is not part
// of the runtime, and therefore not of its metadata.

import {
  type Context,
  DispatchError,
  defineCall,
  defineErrors,
  definePallet,
  ensure,
  ensureSigned,
  type Pallet,
  ROOT,
  type RuntimeCallValue,
  storageOf,
  structEvent,
} from "@plexus/core/frame";
import { type Codec, enumeration, unit } from "@plexus/core/scale";
import { AccountId32, Weight } from "../../primitives.js";

export const SudoKey = storageOf("Sudo").optionalValue("Key", AccountId32, { docs: "Who may use sudo." });

/** Result<(), DispatchError>. */
export const DispatchResult = enumeration(
  "Result",
  { Ok: [0, unit], Err: [1, DispatchError] },
  { T: unit, E: DispatchError },
);

const errors = defineErrors({ RequireSudo: "Only the sudo key may do this." });
const events = { Sudid: structEvent({ sudo_result: DispatchResult }, "The sudo key ran a call.") };

function sudoCalls(call: Codec<RuntimeCallValue>) {
  const run = (ctx: Context, who: string, inner: RuntimeCallValue) => {
    ensure(SudoKey.get(ctx) === who, errors.RequireSudo);
    const outcome = ctx.dispatch(inner, ROOT);
    ctx.deposit(events.Sudid, {
      sudo_result: outcome.ok ? { type: "Ok", value: undefined } : { type: "Err", value: outcome.error },
    });
  };
  const sudo = defineCall({
    name: "sudo",
    args: { call },
    docs: "Runs a call as Root.",
    weight: 10_000_000n,
    dispatch: (ctx, origin, args) => run(ctx, ensureSigned(origin), args.call),
  });
  const sudoUncheckedWeight = defineCall({
    name: "sudo_unchecked_weight",
    args: { call, weight: Weight },
    docs: "Runs a call as Root. The weight is ignored: a block's limits hold for everybody.",
    weight: 10_000_000n,
    dispatch: (ctx, origin, args) => run(ctx, ensureSigned(origin), args.call),
  });
  return [sudo, sudoUncheckedWeight];
}

export function sudo(call: Codec<RuntimeCallValue>): Pallet {
  return definePallet({
    name: "Sudo",
    index: 12,
    docs: "A key that may do anything, on development chains.",
    slices: [{ storage: [SudoKey], calls: sudoCalls(call), events, errors }],
    numbers: { calls: { sudo: 0, sudo_unchecked_weight: 1 }, events: { Sudid: 0 } },
  });
}
