// Opens a subnet; its cost is locked (SubtensorModule.register_network; stable.md 8).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { accountId } from "./account.js";

export interface RegisterSubnetInput {
  /** The owner's hotkey: it becomes uid 0. */
  readonly hotkey: string;
}

/** Signed by the coldkey; the netuid stands in the event SubtensorModule.NetworkAdded (see `netuidAdded`). */
export function registerSubnet(
  client: PlexusClient,
  key: KeyPair,
  input: RegisterSubnetInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey) };
  return client.submit({ pallet: "SubtensorModule", call: "register_network", args }, key, options);
}

/** The netuid that a registration was given. Undefined where the result holds none. */
export function netuidAdded(result: SubmitResult): number | undefined {
  const added = result.events.find(({ pallet, name }) => pallet === "SubtensorModule" && name === "NetworkAdded");
  return (added?.value as [number, number] | undefined)?.[0];
}
