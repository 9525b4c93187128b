// The account that stands where there is none: the default of AccountId32 in spec 461.

import type { Hex } from "@plexus/core/scale";

export const NO_ACCOUNT: Hex = `0x${"00".repeat(32)}`;
/** The netuid of root, on which all stake of stable subnets lies. */
export const ROOT_NETUID = 0;
