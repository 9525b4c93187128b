// Producers.set_parameter: Root's, inside the bounds of the table.

import { defineCall, ensure, ensureRoot, type StorageEntry } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { MissedLimit, MissedWindow, Parameter, parameterRow, valueOf } from "../parameters.js";

export const setParameter = defineCall({
  name: "set_parameter",
  args: { name: Parameter, value: u64 },
  docs: "Sets a parameter of block production within its bounds. Root's.",
  weight: 30_000_000n,
  dispatch(ctx, origin, { name, value }) {
    ensureRoot(origin);
    const row = parameterRow(name.type);
    ensure(value >= row.minimum && value <= row.maximum, errors.OutOfBounds);
    const old = valueOf(ctx, row);
    if (typeof row.entry.decodeValue(undefined) === "bigint") (row.entry as StorageEntry<[], bigint>).set(ctx, value);
    else (row.entry as StorageEntry<[], number>).set(ctx, Number(value));
    // A limit above the window could never be reached.
    ensure(MissedLimit.get(ctx) <= MissedWindow.get(ctx), errors.OutOfBounds);
    ctx.deposit(events.ParameterSet, { name, old, new: value });
  },
});
