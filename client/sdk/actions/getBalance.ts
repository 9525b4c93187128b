// What an account has (System.Account).
import { Account } from "@plexus/core/runtime";
import type { PlexusClient } from "../connect.js";
import { accountId } from "./account.js";
import type { AtOptions } from "./readApi.js";

export interface Balance {
  readonly freeRao: bigint;
  readonly reservedRao: bigint;
  readonly frozenRao: bigint;
  readonly nonce: number;
}

export async function getBalance(client: PlexusClient, address: string, options?: AtOptions): Promise<Balance> {
  const { nonce, data } = await client.query(Account, [accountId(address)], options);
  return { freeRao: data.free, reservedRao: data.reserved, frozenRao: data.frozen, nonce };
}
