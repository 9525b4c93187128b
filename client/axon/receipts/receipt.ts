// Receipts of paid work: their fields and the exact bytes that miner and gateway sign (contract: docs of the gateway;
// spec: architecture.md §4 "a paid answer", market.md 7). The canonical payload lives here and nowhere else.

export interface MinerReceiptFields {
  readonly version: 1;
  /** The id of the task that was answered. */
  readonly id: string;
  readonly netuid: number;
  readonly model: string;
  readonly model_sha256: string;
  /** Of the exact body bytes of the task. */
  readonly request_sha256: string;
  /** Of the concatenated generated text; for candidates and logprobs, of the canonical JSON of result.choices. */
  readonly response_sha256: string;
  readonly tokens_in: number;
  readonly tokens_out: number;
  readonly finished_at_ms: number;
  /** ss58 of the miner's hotkey. */
  readonly miner: string;
  /** ss58 of the caller's hotkey. */
  readonly gateway: string;
}

export interface MinerReceipt extends MinerReceiptFields {
  /** 0x hex, sr25519, by the miner's hotkey over minerPayload. */
  readonly signature: string;
}

export interface GatewayReceiptFields {
  readonly gateway_tokens_in: number;
  readonly gateway_tokens_out: number;
  readonly price_block: number;
  readonly price_block_hash: string;
  /** Rao per 1,000,000 tokens, decimal text (u64 does not fit a Number). */
  readonly price_in: string;
  readonly price_out: string;
  /** What the customer paid, rao, decimal text. */
  readonly charge_rao: string;
}

export interface GatewayReceipt extends MinerReceipt, GatewayReceiptFields {
  /** 0x hex, sr25519, by the gateway's hotkey over gatewayPayload. */
  readonly gateway_signature: string;
}

const minerFieldOrder = [
  "version",
  "id",
  "netuid",
  "model",
  "model_sha256",
  "request_sha256",
  "response_sha256",
  "tokens_in",
  "tokens_out",
  "finished_at_ms",
  "miner",
  "gateway",
] as const satisfies readonly (keyof MinerReceiptFields)[];

const gatewayFieldOrder = [
  "gateway_tokens_in",
  "gateway_tokens_out",
  "price_block",
  "price_block_hash",
  "price_in",
  "price_out",
  "charge_rao",
] as const satisfies readonly (keyof GatewayReceiptFields)[];

/** What the miner signs. */
export function minerPayload(receipt: MinerReceiptFields): Uint8Array {
  const lines = minerFieldOrder.map((name) => String(receipt[name]));
  return new TextEncoder().encode(`plexus-receipt/1\n${lines.join("\n")}`);
}

/** What the gateway signs: everything that the miner signed, the miner's signature, and its own count and price. */
export function gatewayPayload(receipt: MinerReceipt & GatewayReceiptFields): Uint8Array {
  const lines = [
    ...minerFieldOrder.map((name) => String(receipt[name])),
    receipt.signature,
    ...gatewayFieldOrder.map((name) => String(receipt[name])),
  ];
  return new TextEncoder().encode(`plexus-gateway-receipt/1\n${lines.join("\n")}`);
}
