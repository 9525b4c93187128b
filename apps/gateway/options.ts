// What a gateway is started with (CONTRACTS "apps: what the command files hand to each program").
import { z } from "zod";

export const gatewayOptionsShape = z.object({
  /** Ledger, deposit seed and control socket lie here. */
  dataPath: z.string().min(1),
  host: z.string().min(1).default("127.0.0.1"),
  port: z.number().int().min(0).max(65_535).default(8000),
  rpcUrl: z.string().regex(/^(wss?|https?):\/\//, "ws://, wss://, http:// or https://"),
  netuid: z.number().int().min(1).max(65_535),
  /** Names of btwallet files: the hotkey signs requests and receipts, the coldkey pays the miners. */
  identity: z.object({ wallet: z.string().min(1), hotkey: z.string().min(1), walletPath: z.string().min(1) }),
});

export type GatewayOptions = z.input<typeof gatewayOptionsShape>;
