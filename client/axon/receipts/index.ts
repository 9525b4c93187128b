// @plexus/client/receipts: receipts alone, for programs that serve no axon and for browsers (no node: imports).

export type { GatewayReceipt, MinerReceipt } from "./receipt.js";
export { priceOf, type ReceiptVerdict, verifyReceipt } from "./verifyReceipt.js";
