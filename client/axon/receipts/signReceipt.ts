// Signs receipts: the miner first, the gateway over the miner's signature (spec: receipt.ts).

import type { KeyPair } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { AxonError } from "../axonError.js";
import {
  type GatewayReceipt,
  type GatewayReceiptFields,
  gatewayPayload,
  type MinerReceipt,
  type MinerReceiptFields,
  minerPayload,
} from "./receipt.js";
import {
  describeFaults,
  gatewayReceiptFieldsShape,
  minerReceiptFieldsShape,
  minerReceiptShape,
} from "./receiptShape.js";

function requireSigner(key: KeyPair, address: string, role: string): void {
  if (key.scheme !== "sr25519" || key.address !== address) {
    throw new AxonError(
      0,
      "BadKey",
      `the receipt names ${address} as ${role}, the key is ${key.scheme} ${key.address}`,
    );
  }
}

/** The miner's statement of what it did. Throws AxonError `BadReceipt` or `BadKey`. */
export function signMinerReceipt(key: KeyPair, fields: MinerReceiptFields): MinerReceipt {
  const parsed = minerReceiptFieldsShape.safeParse(fields);
  if (!parsed.success) throw new AxonError(0, "BadReceipt", describeFaults(parsed.error).join("; "));
  requireSigner(key, parsed.data.miner, "miner");
  return { ...parsed.data, signature: toHex(key.sign(minerPayload(parsed.data))) };
}

/** The gateway's statement of what it counted and charged. Throws AxonError `BadReceipt` or `BadKey`. */
export function signGatewayReceipt(key: KeyPair, receipt: MinerReceipt, fields: GatewayReceiptFields): GatewayReceipt {
  const miner = minerReceiptShape.safeParse(receipt);
  if (!miner.success) throw new AxonError(0, "BadReceipt", describeFaults(miner.error).join("; "));
  const own = gatewayReceiptFieldsShape.safeParse(fields);
  if (!own.success) throw new AxonError(0, "BadReceipt", describeFaults(own.error).join("; "));
  requireSigner(key, miner.data.gateway, "gateway");
  const whole = { ...miner.data, ...own.data };
  return { ...whole, gateway_signature: toHex(key.sign(gatewayPayload(whole))) };
}
