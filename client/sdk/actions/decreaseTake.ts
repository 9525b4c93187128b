// Changes a hotkey's share of its nominators' dividends (SubtensorModule.decrease_take; stable.md 2).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { accountId } from "./account.js";

export interface DecreaseTakeInput {
  readonly hotkey: string;
  /** Of 65,535. */
  readonly take: number;
}

/** Signed by the coldkey that owns the hotkey. */
export function decreaseTake(
  client: PlexusClient,
  key: KeyPair,
  input: DecreaseTakeInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey), take: input.take };
  return client.submit({ pallet: "SubtensorModule", call: "decrease_take", args }, key, options);
}
