// The local customer: one key at the gateway, made once and topped up by a real transfer to its deposit address.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type PlexusClient, transfer } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { askControl } from "../../control/askControl.js";
import type { LocalnetPaths } from "../paths.js";
import { assertDone } from "./assertDone.js";
import { customerRao, fundingUri } from "./budget.js";

interface CustomerKey {
  readonly key: string;
  readonly id: string;
  readonly depositAddress: string;
}

function readKey(paths: LocalnetPaths): CustomerKey | undefined {
  return existsSync(paths.customerKey)
    ? (JSON.parse(readFileSync(paths.customerKey, "utf8")) as CustomerKey)
    : undefined;
}

/** The key of the last start, or a new one with its first deposit on the way. Asks the gateway's control endpoint. */
export async function customerKey(client: PlexusClient, crypto: CryptoProvider, paths: LocalnetPaths): Promise<string> {
  const known = readKey(paths);
  if (known !== undefined) return known.key;
  const made = (await askControl(paths.gateway, "POST", "/keys", { name: "localnet" })) as CustomerKey;
  const payment = { to: made.depositAddress, amountRao: customerRao };
  assertDone(await transfer(client, crypto.keyring.fromUri(fundingUri), payment), "topping up the local key");
  writeFileSync(paths.customerKey, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  return made.key;
}
