// The wallets of the local network: btwallet files under .plexus/localnet/wallets, made once. Their coldkeys are not encrypted, because
// they hold play money and the programs start by themselves.

import { createWallet, openWallet, WalletError } from "@plexus/client/wallet";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { ProcessSpec } from "../processes/processSpec.js";

export interface LocalWallet {
  readonly name: string;
  readonly coldkey: KeyPair;
  readonly hotkey: KeyPair;
}

async function isThere(name: string, path: string, crypto: CryptoProvider): Promise<boolean> {
  try {
    return (await openWallet({ name, path, crypto })).hotkey !== undefined;
  } catch (error) {
    if (error instanceof WalletError && error.code === "NotFound") return false;
    throw error;
  }
}

async function openOrCreate(name: string, path: string, crypto: CryptoProvider): Promise<LocalWallet> {
  if (!(await isThere(name, path, crypto))) await createWallet({ name, path, crypto, password: null });
  const { coldkey, hotkey } = await openWallet({ name, path, crypto });
  if (coldkey === undefined || hotkey === undefined)
    throw new Error(`The wallet ${name} in ${path} lacks a key: start again with --fresh.`);
  return { name, coldkey: await coldkey.unlock(), hotkey: await hotkey.unlock() };
}

/** Opens the wallet of every process that has one; makes those that are missing. */
export async function localWallets(
  specs: readonly ProcessSpec[],
  path: string,
  crypto: CryptoProvider,
): Promise<Map<string, LocalWallet>> {
  const wallets = new Map<string, LocalWallet>();
  for (const { wallet } of specs) {
    if (wallet !== undefined) wallets.set(wallet, await openOrCreate(wallet, path, crypto));
  }
  return wallets;
}
