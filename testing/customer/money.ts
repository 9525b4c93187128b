// What a customer can read of their money, by HTTP and by RPC.
import { connect, getBalance } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Endpoints } from "../localnet/startedNetwork.js";

export interface KeyBalance {
  readonly balance_rao: string;
  readonly held_rao: string;
  readonly spent_rao: string;
}

export async function keyBalance({ gateway }: Endpoints): Promise<KeyBalance> {
  const response = await fetch(`${gateway.url}/v1/balance`, { headers: { authorization: `Bearer ${gateway.key}` } });
  return (await response.json()) as KeyBalance;
}

export async function freeBalanceRao(endpoints: Endpoints, address: string): Promise<bigint> {
  const client = await connect(endpoints.rpc, { crypto: await nativeCrypto() });
  try {
    return (await getBalance(client, address)).freeRao;
  } finally {
    client.close();
  }
}
