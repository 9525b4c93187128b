// The one envelope of all markets, POST /v1/task (spec: architecture.md §3.10; contract in client/README.md).
import { z } from "zod";
import { AxonError } from "./axonError.js";
import type { MinerReceipt } from "./receipts/receipt.js";

export const taskShape = z.object({
  netuid: z.number().int().min(0).max(65_535),
  market: z.string().regex(/^[a-z0-9-]{1,32}$/, "a market's name"),
  kind: z.string().regex(/^[a-z0-9-]{1,32}$/, "a kind of task"),
  /** The market's own request; its market checks it. */
  request: z.record(z.string(), z.unknown()),
  stream: z.boolean(),
  id: z.string().regex(/^[0-9A-Za-z_-]{1,80}$/, "1 to 80 letters, digits, - or _"),
});

export type Task = z.infer<typeof taskShape>;

/** What a miner gives back. Streamed answers have sent their events before; `result` is not sent for them. */
export interface TaskAnswer {
  readonly result: unknown;
  readonly receipt: MinerReceipt;
}

/** Reads the body of POST /v1/task. Throws AxonError 400 `BadTask`. */
export function parseTask(body: Uint8Array): Task {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new AxonError(400, "BadTask", "the body is not JSON in UTF-8");
  }
  const parsed = taskShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "task"}: ${issue.message}`);
  throw new AxonError(400, "BadTask", faults.slice(0, 5).join("; "));
}
