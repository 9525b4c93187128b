// Gives every coldkey of the local network its play money, in one signed batch; those that have some already are left alone.

import { getBalance, type PlexusClient, transferMany } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import type { ProcessSpec } from "../processes/processSpec.js";
import { fundingUri, startRao } from "./budget.js";
import type { LocalWallet } from "./localWallets.js";

/** Below this an account counts as new: it cannot pay for one registration. */
const poorRao = 2_000_000_000n;

/** Returns how many accounts were funded. */
export async function fundWallets(
  client: PlexusClient,
  crypto: CryptoProvider,
  specs: readonly ProcessSpec[],
  wallets: ReadonlyMap<string, LocalWallet>,
): Promise<number> {
  const payments: { to: string; amountRao: bigint }[] = [];
  for (const { wallet: name, role } of specs) {
    const wallet = name === undefined ? undefined : wallets.get(name);
    const amountRao = startRao[role];
    if (wallet === undefined || amountRao === undefined) continue;
    const { freeRao } = await getBalance(client, wallet.coldkey.address);
    if (freeRao < poorRao && !(await isSettled(client, wallet)))
      payments.push({ to: wallet.coldkey.address, amountRao });
  }
  if (payments.length > 0) await transferMany(client, { from: crypto.keyring.fromUri(fundingUri), payments });
  return payments.length;
}
