// SubtensorModule.unstake_all: remove_stake of everything that the signer has on a hotkey. Stable stake lies on netuid 0 alone.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { AccountId32 } from "../../../../primitives.js";
import { ROOT_NETUID } from "../../noAccount.js";
import { stakeOf } from "../stake.js";
import { removeStakeFrom } from "../stakeMoves.js";

export const unstakeAll = defineCall({
  name: "unstake_all",
  args: { hotkey: AccountId32 },
  docs: "Moves all stake of the signer on a hotkey back into its balance.",
  weight: 544_000_000n,
  dispatch(ctx, origin, { hotkey }) {
    const amountRao = stakeOf(ctx, hotkey, ensureSigned(origin));
    removeStakeFrom(ctx, origin, { hotkey, netuid: ROOT_NETUID, amountRao });
  },
});
