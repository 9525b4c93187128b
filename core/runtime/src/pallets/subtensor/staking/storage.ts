// Stake in stable subnets (stable.md 1; names and hashers of spec 461). All of it lies on netuid 0, one integer of rao for
// each (hotkey, coldkey). The totals are kept beside it because clients and epochs read them without walking.

import { blake2_128Concat, identity, storageOf } from "@plexus/core/frame";
import { u64, vec } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, NetUid, SafeFloat, TaoBalance } from "../../../primitives.js";
import { NO_ACCOUNT } from "../noAccount.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);
const account = blake2_128Concat(AccountId32);
const ZERO = { mantissa: 0n, exponent: 0n };

export const Owner = storage.map("Owner", [account], AccountId32, NO_ACCOUNT, {
  docs: "The coldkey of a hotkey, from its first registration on.",
});
export const OwnedHotkeys = storage.map("OwnedHotkeys", [account], vec(AccountId32), [], {
  docs: "Hotkeys of a coldkey, first come first.",
});
export const StakingHotkeys = storage.map("StakingHotkeys", [account], vec(AccountId32), [], {
  docs: "Hotkeys on which a coldkey has stake, first come first.",
});

export const AlphaV2 = storage.map("AlphaV2", [account, account, subnet], SafeFloat, ZERO, {
  docs: "(hotkey, coldkey, 0) → stake in rao.",
});
export const TotalHotkeySharesV2 = storage.map("TotalHotkeySharesV2", [account, subnet], SafeFloat, ZERO, {
  docs: "Sum of AlphaV2 over coldkeys.",
});
export const TotalHotkeyAlpha = storage.map("TotalHotkeyAlpha", [account, subnet], AlphaBalance, 0n, {
  docs: "The same sum in rao.",
});
export const TotalStake = storage.value("TotalStake", TaoBalance, 0n, { docs: "All stake, rao." });
export const SubnetTAO = storage.map("SubnetTAO", [subnet], TaoBalance, 0n, {
  docs: "On 0: all stake, rao. Stable subnets have none.",
});
export const SubnetAlphaOut = storage.map("SubnetAlphaOut", [subnet], AlphaBalance, 0n, {
  docs: "On 0: all stake, rao. Stable subnets have none.",
});

export const TxRateLimit = storage.value("TxRateLimit", u64, 1_000n, {
  docs: "Blocks between swaps of a key. Staking has no limit.",
});
