// What a validator is started with (CONTRACTS "apps: what the command files hand to each program").
import { z } from "zod";
import { identityShape } from "../miner/options.js";

export const validatorOptionsShape = z.object({
  /** Evidence and the control socket lie here. */
  dataPath: z.string().min(1),
  rpcUrl: z.string().regex(/^(wss?|https?):\/\//, "ws://, wss://, http:// or https://"),
  gatewayUrl: z.string().regex(/^https?:\/\//, "http:// or https://"),
  netuid: z.number().int().min(1).max(65_535),
  identity: identityShape,
  /** False leaves committed models unaudited: it saves the memory of one model. */
  audits: z.boolean().default(true),
});

export type ValidatorOptions = z.input<typeof validatorOptionsShape>;
