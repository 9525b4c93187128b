// remark, remark_with_event: bytes in a block that change nothing.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { bytes, toHex } from "@plexus/core/scale";
import { events } from "./events.js";

export const remark = defineCall({
  name: "remark",
  args: { remark: bytes },
  docs: "Puts bytes into a block without effect.",
  weight: 10_000_000n,
  dispatch(_ctx, origin) {
    ensureSigned(origin);
  },
});

export const remarkWithEvent = defineCall({
  name: "remark_with_event",
  args: { remark: bytes },
  docs: "Puts bytes into a block and announces their blake2-256 hash.",
  weight: 20_000_000n,
  dispatch(ctx, origin, args) {
    const sender = ensureSigned(origin);
    ctx.deposit(events.Remarked, { sender, hash: toHex(ctx.crypto.blake2b256(args.remark)) });
  },
});
