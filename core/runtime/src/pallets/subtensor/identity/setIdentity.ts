// Writing a subnet's identity: lengths are the only rule (chain.md §1.3).

import { type Context, ensure } from "@plexus/core/frame";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { SubnetIdentitiesV3, type SubnetIdentityValue } from "./storage.js";

const SHORT_BYTES = 256;
const LONG_BYTES = 1_024;
const SHORT_FIELDS: ReadonlySet<string> = new Set(["subnet_name", "discord"]);

export function setIdentity(ctx: Context, netuid: number, identity: SubnetIdentityValue): void {
  for (const [field, value] of Object.entries(identity)) {
    ensure(value.length <= (SHORT_FIELDS.has(field) ? SHORT_BYTES : LONG_BYTES), errors.InvalidIdentity);
  }
  SubnetIdentitiesV3.set(ctx, netuid, identity);
  ctx.deposit(events.SubnetIdentitySet, [netuid]);
}
