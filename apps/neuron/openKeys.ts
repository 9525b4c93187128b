// The keys of a program: the hotkey signs its work, the coldkey pays and is unlocked for that only. On development chains
// `//Alice` and the like stand for either, as in the command line.
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
  const wallet = isUri(identity.wallet) && isUri(identity.hotkey) ? undefined : await openStored(crypto, identity);
  const unlock = (stored: StoredKey) =>
    stored.unlock(stored.encrypted ? passwordFromEnvironment(stored.path) : undefined);
  const hotkey = isUri(identity.hotkey)
    ? crypto.keyring.fromUri(identity.hotkey)
    : wallet?.hotkey && (await unlock(wallet.hotkey));
  if (hotkey === undefined)
    throw new Error(
      `wallet ${identity.wallet} has no hotkey ${identity.hotkey}: make one with \`plexus wallet create\``,
    );
  if (isUri(identity.wallet)) {
    const coldkey = crypto.keyring.fromUri(identity.wallet);
    return { hotkey, unlockColdkey: async () => coldkey, coldkeyAddress: coldkey.address };
  }
  const coldkey = wallet?.coldkey;
  return {
    hotkey,
    unlockColdkey: async () => (coldkey === undefined ? undefined : unlock(coldkey)),
    coldkeyAddress: wallet?.coldkeyAddress,
  };
}

const isUri = (name: string) => name.startsWith("//");

function openStored(crypto: CryptoProvider, { wallet, hotkey, walletPath }: NeuronIdentity) {
  return openWallet({
    name: isUri(wallet) ? "default" : wallet,
    hotkey: isUri(hotkey) ? "default" : hotkey,
    path: walletPath,
    crypto,
  });
}
