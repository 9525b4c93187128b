// The nonce for the next extrinsic of an account, those in the pool counted (substrate-wire.md §5, Nonce).

import { ss58Decode } from "@plexus/core/crypto";
import { decode, fromHex, toHex, u32 } from "@plexus/core/scale";
import type { Method } from "../../protocol/method.js";
import { invalidParams } from "../../protocol/rpcError.js";
import { rulesAt } from "../../protocol/rules.js";

/** An SS58 address or the 32-byte key as hex. */
function readAccount(text: string): Uint8Array {
  try {
    const account = fromHex(text.startsWith("0x") ? text : ss58Decode(text));
    if (account.length === 32) return account;
  } catch {
    // Falls through to the one error for everything that is no account.
  }
  throw invalidParams(`${text.slice(0, 64)} is not an account`);
}

export const system_accountNextIndex: Method = {
  name: "system_accountNextIndex",
  aliases: ["account_nextIndex"],
  call(context, params) {
    const account = readAccount(params.text(0, "account"));
    const { head, state, rules } = rulesAt(context, undefined);
    const nonce = decode(u32, rules.call(state, head, "AccountNonceApi_account_nonce", account));
    return context.pool.nextNonce(toHex(account), nonce);
  },
};
