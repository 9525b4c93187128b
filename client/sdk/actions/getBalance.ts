// What an account has (System.Account).
import type { PlexusClient } from "../connect.js";
import { accountId } from "./account.js";
import { type AtOptions, readEntry } from "./readApi.js";

export interface Balance {
  readonly freeRao: bigint;
  readonly reservedRao: bigint;
  readonly frozenRao: bigint;
  readonly nonce: number;
}

export async function getBalance(client: PlexusClient, address: string, options: AtOptions = {}): Promise<Balance> {
  interface Account {
    readonly nonce: number;
    readonly data: { readonly free: bigint; readonly reserved: bigint; readonly frozen: bigint };
  }
  const { nonce, data } = await readEntry<Account>(client, "System", "Account", [accountId(address)], options);
  return { freeRao: data.free, reservedRao: data.reserved, frozenRao: data.frozen, nonce };
}
