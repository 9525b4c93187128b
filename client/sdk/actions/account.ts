// Accounts as people write them (ss58) and as the chain keeps them (32 bytes).
import { ss58Decode, ss58Encode } from "@plexus/core/crypto";
import type { Hex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";

/** The account of an ss58 address, or of 0x and 64 hex digits. Throws SdkError `BadInput`. */
export function accountId(address: string): Hex {
  if (/^0x[0-9a-fA-F]{64}$/.test(address)) return address.toLowerCase() as Hex;
  try {
    return ss58Decode(address);
  } catch (cause) {
    throw new SdkError("BadInput", cause instanceof Error ? cause.message : "not an address", { cause });
  }
}

export function addressOf(account: Hex): string {
  return ss58Encode(account);
}

/** For the arguments of transfers. */
export function multiAddress(address: string): { type: "Id"; value: Hex } {
  return { type: "Id", value: accountId(address) };
}
