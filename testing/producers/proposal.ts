// A proposal that producers vote on, for the page to show: two parameters, one for and one against, by ordinary signed calls.
import { connect, type PlexusClient, type SubmitResult } from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { utf8 } from "@plexus/core/scale";

const tao = 1_000_000_000n;
const depositRao = 100n * tao;

async function send(client: PlexusClient, key: KeyPair, call: string, args: object): Promise<SubmitResult> {
  const result = await client.submit({ pallet: "Governance", call, args: args as never }, key);
  if (!result.ok) throw new Error(`Governance.${call} was refused: ${result.error.name}`);
  return result;
}

/** Proposes, and lets two producers vote with part of their stake. */
export async function openProposal(rpc: string): Promise<void> {
  const crypto = await nativeCrypto();
  const key = (uri: string) => crypto.keyring.fromUri(uri);
  const client = await connect(rpc, { crypto });
  try {
    const calls = [
      { pallet: "AdminUtils", call: "sudo_set_tempo", args: { netuid: 1, tempo: 30 } },
      { pallet: "Producers", call: "set_parameter", args: { name: { type: "MissedLimit" }, value: 40n } },
    ];
    const words = {
      title: utf8.encode("Longer epochs, stricter producers"),
      link: new Uint8Array(),
      text_hash: undefined,
    };
    await send(client, key("//Alice"), "propose", {
      track: { type: "Parameters" },
      calls,
      deposit: depositRao,
      ...words,
    });
    const vote = (uri: string, type: "Aye" | "Nay", amount: bigint) =>
      send(client, key(uri), "vote", { proposal: 0, choice: { type }, amount, conviction: 0 });
    await Promise.all([vote("//Producer1", "Aye", 3_000n * tao), vote("//Producer2", "Nay", 1_000n * tao)]);
  } finally {
    client.close();
  }
}
