// The calls of an upgrade as values (Upgrades.schedule, cancel): they need Root, so a vote carries them, or sudo on a
// development chain.
import type { RuntimeCallValue } from "@plexus/core/frame";
import { fromHex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";
import type { Upgrade } from "./getUpgrades.js";

/** Throws SdkError `BadInput`. */
export function scheduleUpgradeCall({ specVersion, atBlock, releaseHash }: Upgrade): RuntimeCallValue {
  for (const [name, value] of Object.entries({ specVersion, atBlock })) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
      throw new SdkError("BadInput", `${name} must be a whole number below 2^32`);
  }
  if (!/^0x[0-9a-f]{64}$/.test(releaseHash))
    throw new SdkError("BadInput", "a release hash is 32 bytes in lower-case hex");
  const args = { spec_version: specVersion, at_block: atBlock, release_hash: fromHex(releaseHash) };
  return { pallet: "Upgrades", call: "schedule", args };
}

export const cancelUpgradeCall = (): RuntimeCallValue => ({ pallet: "Upgrades", call: "cancel", args: {} });
