// What a miner is started with (CONTRACTS "apps: what the command files hand to each program").
import { z } from "zod";

export const identityShape = z.object({
  wallet: z.string().min(1),
  hotkey: z.string().min(1),
  walletPath: z.string().min(1),
});

export const minerOptionsShape = z.object({
  /** The control socket lies here. */
  dataPath: z.string().min(1),
  rpcUrl: z.string().regex(/^(wss?|https?):\/\//, "ws://, wss://, http:// or https://"),
  netuid: z.number().int().min(1).max(65_535),
  identity: identityShape,
  /** Of the axon; 0 lets the system choose. */
  port: z.number().int().min(0).max(65_535).default(8091),
  /** Announced on chain. */
  ip: z.string().min(1).default("127.0.0.1"),
  /** A known model, a GGUF file, a folder, "noise", or the back end's own name. */
  model: z.string().min(1).default("smollm2-135m"),
  openaiUrl: z.string().url().optional(),
  openaiKey: z.string().optional(),
  /** The model that stands in the commitment, where it is not the one served: only for trials of the market. */
  commitAs: z.string().min(1).optional(),
  /** Rao per million tokens. */
  priceInRao: z.bigint().min(0n).default(50_000_000n),
  priceOutRao: z.bigint().min(0n).default(100_000_000n),
  slots: z.number().int().min(1).max(1_024).default(2),
});

export type MinerOptions = z.input<typeof minerOptionsShape>;
export type MinerSettings = z.output<typeof minerOptionsShape>;
