// Why the pool refused a transaction, in words (spec: target.md §3.12, table of client-needs.json).
import { SdkError } from "../sdkError.js";

/** Codes of `Custom error: N`, as SDK 11.3 has them. */
const customErrors: Readonly<Record<number, string>> = {
  0: "ColdkeySwapAnnounced",
  1: "StakeAmountTooLow",
  2: "NotEnoughBalanceToStake",
  3: "SubnetNotExists",
  4: "HotKeyAccountNotExists",
  5: "NotEnoughStakeToWithdraw",
  6: "RateLimitExceeded",
  7: "InsufficientLiquidity",
  8: "SlippageTooHigh",
  9: "TransferDisallowed",
  10: "HotKeyNotRegisteredInNetwork",
  11: "InvalidIpAddress",
  12: "ServingRateLimitExceeded",
  13: "InvalidPort",
  14: "ZeroMaxAmount",
  15: "InvalidRevealRound",
  16: "NoWeightsCommitFound",
  17: "RevealTooEarly",
  18: "InputLengthsUnequal",
  19: "HotKeyNotRegisteredInSubNet",
  20: "EvmKeyAssociateRateLimitExceeded",
  21: "ColdkeySwapDisputed",
  22: "InvalidRealAccount",
  23: "FailedShieldedTxParsing",
  24: "InvalidShieldedTxPubKeyHash",
  25: "NonAssociatedColdKey",
  26: "DelegateTakeTooLow",
  27: "DelegateTakeTooHigh",
  255: "BadRequest",
};

/** The node's refusal as SdkError `Refused`; `data` is the name where there is one. Other errors pass through. */
export function describeRefusal(error: unknown): unknown {
  if (!(error instanceof SdkError) || error.code !== "RpcError") return error;
  const { rpcCode, data } = error;
  if (rpcCode === undefined || rpcCode < 1_000 || rpcCode > 1_099) return error;
  const text = typeof data === "string" ? data : "";
  const custom = /Custom error: (\d+)/.exec(text)?.[1];
  const name = custom === undefined ? undefined : (customErrors[Number(custom)] ?? `Custom${custom}`);
  const why = name ?? (text || error.message);
  return new SdkError("Refused", `the node refused the transaction: ${why}`, {
    cause: error,
    rpcCode,
    data: name ?? data,
  });
}
