// @plexus/client/wallet: btwallet-compatible key files (substrate-wire §6). Node only.

export {
  createColdkey,
  createHotkey,
  createWallet,
  type NewColdkeyOptions,
  type NewHotkeyOptions,
  type NewKey,
  type NewWalletOptions,
} from "./createWallet.js";
export { createMnemonic, normaliseMnemonic, type WordCount } from "./mnemonic.js";
export {
  listWallets,
  type OpenWalletOptions,
  openWallet,
  type StoredKey,
  type Wallet,
  type WalletListing,
} from "./openWallet.js";
export { passwordFromEnvironment } from "./passwordFromEnvironment.js";
export { WalletError, type WalletErrorCode } from "./walletError.js";
export { walletPaths, walletsFolder } from "./walletPaths.js";
