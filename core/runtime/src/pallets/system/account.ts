// System.Account: nonce and balance of every account.

import { blake2_128Concat, type Context, type ReadContext, storageOf } from "@plexus/core/frame";
import { type Hex, type Infer, newtype, struct, u32, u128 } from "@plexus/core/scale";
import { AccountId32, TaoBalance } from "../../primitives.js";

/** Bit 127 marks rows in today's layout; clients expect it in the default. */
const NEW_LOGIC_FLAG = 1n << 127n;

const ExtraFlags = newtype("pallet_balances::types::ExtraFlags", u128);
export const AccountData = struct(
  "pallet_balances::types::AccountData",
  { free: TaoBalance, reserved: TaoBalance, frozen: TaoBalance, flags: ExtraFlags },
  { Balance: TaoBalance },
);
export const AccountInfo = struct(
  "frame_system::AccountInfo",
  { nonce: u32, consumers: u32, providers: u32, sufficients: u32, data: AccountData },
  { Nonce: u32, AccountData },
);
export type AccountInfoValue = Infer<typeof AccountInfo>;

export const NO_ACCOUNT: AccountInfoValue = {
  nonce: 0,
  consumers: 0,
  providers: 0,
  sufficients: 0,
  data: { free: 0n, reserved: 0n, frozen: 0n, flags: NEW_LOGIC_FLAG },
};

export const Account = storageOf("System").map("Account", [blake2_128Concat(AccountId32)], AccountInfo, NO_ACCOUNT, {
  docs: "Nonce and balances of an account.",
});

export function nonceOf(ctx: ReadContext, who: Hex): number {
  return Account.get(ctx, who).nonce;
}

/** A hotkey holds no money yet signs free calls: its row may have a nonce and nothing else. */
export function incrementNonce(ctx: Context, who: Hex): void {
  Account.mutate(ctx, [who], (account) => ({ ...account, nonce: account.nonce + 1 }));
}
