// The error of wallets. Messages never repeat a secret, a password or a phrase.

export type WalletErrorCode =
  | "WrongPassword"
  | "PasswordRequired"
  | "NotFound"
  | "AlreadyExists"
  | "BadKeyFile"
  | "BadMnemonic"
  | "BadName"
  | "PublicOnly"
  | "Unreadable";

export class WalletError extends Error {
  readonly code: WalletErrorCode;

  constructor(code: WalletErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "WalletError";
    this.code = code;
  }
}
