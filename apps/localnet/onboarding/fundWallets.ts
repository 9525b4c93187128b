// Gives every coldkey of the local network its play money, in one signed batch; those that have been paid already are left alone.
import { batch, getBalance, type PlexusClient, transferCall } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import type { ProcessSpec } from "../processes/processSpec.js";
import { assertDone } from "./assertDone.js";
import { fundingUri, startRao } from "./budget.js";
import type { LocalWallet } from "./localWallets.js";

/** Returns how many accounts were funded. An account counts as paid once it holds anything: it never falls to nothing by itself. */
export async function fundWallets(
  client: PlexusClient,
  crypto: CryptoProvider,
  specs: readonly ProcessSpec[],
  wallets: ReadonlyMap<string, LocalWallet>,
): Promise<number> {
  const wanted = specs.flatMap(({ wallet, role }) => {
    const address = wallet === undefined ? undefined : wallets.get(wallet)?.coldkey.address;
    const amountRao = startRao[role];
    return address === undefined || amountRao === undefined ? [] : [{ to: address, amountRao }];
  });
  const balances = await Promise.all(wanted.map(({ to }) => getBalance(client, to)));
  const payments = wanted.filter((_, index) => balances[index]?.freeRao === 0n);
  if (payments.length === 0) return 0;
  const calls = payments.map((payment) => transferCall(payment));
  assertDone(await batch(client, crypto.keyring.fromUri(fundingUri), { calls }), "funding the accounts");
  return payments.length;
}
