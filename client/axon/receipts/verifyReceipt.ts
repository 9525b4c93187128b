// Verifies a receipt offline: shape, both signatures, and that the charge follows from price and count (spec: receipt.ts;
// market.md 6 for the rounding). It needs no chain; that the price stood at price_block is for whoever has one.

import type { CryptoProvider } from "@plexus/core/crypto";
import { fromHex } from "@plexus/core/scale";
import { publicKeyOf } from "../btauth/publicKeyOf.js";
import { type GatewayReceipt, gatewayPayload, type MinerReceipt, minerPayload } from "./receipt.js";
import { describeFaults, gatewayReceiptShape, minerReceiptShape } from "./receiptShape.js";

export interface ReceiptVerdict {
  readonly ok: boolean;
  /** One sentence each; empty when ok. */
  readonly problems: string[];
}

/** Rao for a count at offered prices: one rounding, upwards. */
export function priceOf(tokensIn: number, tokensOut: number, priceIn: bigint, priceOut: bigint): bigint {
  const micro = BigInt(tokensIn) * priceIn + BigInt(tokensOut) * priceOut;
  return (micro + 999_999n) / 1_000_000n;
}

function signed(crypto: CryptoProvider, address: string, signature: string, payload: Uint8Array): boolean {
  const publicKey = publicKeyOf(address);
  return publicKey !== undefined && crypto.signing.verify("sr25519", fromHex(signature), payload, publicKey);
}

/** Checks a miner's or a gateway's receipt, as parsed JSON from anywhere. Never throws. */
export function verifyReceipt(receipt: unknown, crypto: CryptoProvider): ReceiptVerdict {
  const isGateways = typeof receipt === "object" && receipt !== null && "gateway_signature" in receipt;
  const parsed = isGateways ? gatewayReceiptShape.safeParse(receipt) : minerReceiptShape.safeParse(receipt);
  if (!parsed.success) return { ok: false, problems: describeFaults(parsed.error) };

  const problems: string[] = [];
  const byMiner: MinerReceipt = parsed.data;
  if (!signed(crypto, byMiner.miner, byMiner.signature, minerPayload(byMiner))) {
    problems.push(`the miner's signature is not by ${byMiner.miner} over these fields`);
  }
  if (isGateways) {
    const whole = parsed.data as GatewayReceipt;
    if (!signed(crypto, whole.gateway, whole.gateway_signature, gatewayPayload(whole))) {
      problems.push(`the gateway's signature is not by ${whole.gateway} over these fields`);
    }
    const { gateway_tokens_in: tokensIn, gateway_tokens_out: tokensOut } = whole;
    const highest = priceOf(tokensIn, tokensOut, BigInt(whole.price_in), BigInt(whole.price_out));
    if (BigInt(whole.charge_rao) > highest) {
      problems.push(`charged ${whole.charge_rao} rao, but ${tokensIn} + ${tokensOut} tokens cost ${highest} rao`);
    }
  }
  return { ok: problems.length === 0, problems };
}
