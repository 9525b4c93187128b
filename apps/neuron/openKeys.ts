// The keys of a neuron: the hotkey signs its work, the coldkey pays for its seat and is unlocked for that only.
import { openWallet, passwordFromEnvironment, type StoredKey } from "@plexus/client/wallet";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";

export interface NeuronIdentity {
  wallet: string;
  hotkey: string;
  walletPath: string;
}

export interface NeuronKeys {
  hotkey: KeyPair;
  /** Undefined on a machine that holds no coldkey. Throws WalletError when it cannot be unlocked. */
  unlockColdkey(): Promise<KeyPair | undefined>;
  coldkeyAddress: string | undefined;
}

export async function openKeys(crypto: CryptoProvider, identity: NeuronIdentity): Promise<NeuronKeys> {
  const wallet = await openWallet({ name: identity.wallet, hotkey: identity.hotkey, path: identity.walletPath, crypto });
  const unlock = (stored: StoredKey) => stored.unlock(stored.encrypted ? passwordFromEnvironment(stored.path) : undefined);
  if (wallet.hotkey === undefined) throw new Error(`wallet ${identity.wallet} has no hotkey ${identity.hotkey}: make one with \`plexus wallet create\``);
  const { coldkey } = wallet;
  return {
    hotkey: await unlock(wallet.hotkey),
    unlockColdkey: async () => (coldkey === undefined ? undefined : unlock(coldkey)),
    coldkeyAddress: wallet.coldkeyAddress,
  };
}
