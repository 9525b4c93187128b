// MultiAddress → account. Only the forms that name an account outright are known here.

import { Refusal } from "@plexus/core/frame";
import { type Hex, toHex } from "@plexus/core/scale";
import type { MultiAddressValue } from "../../primitives.js";

export function lookup(address: MultiAddressValue): Hex {
  if (address.type === "Id") return address.value;
  if (address.type === "Address32") return toHex(address.value);
  throw new Refusal({ type: "CannotLookup" });
}
