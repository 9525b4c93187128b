// Producers hold stake on root, and the root epoch gives a subnet only what that stake votes for: each producer's hotkey votes for the
// market, or its emission would stop with the first root epoch (stable.md 4, the law of 2024).
import { getUid, getWeights, type PlexusClient, setWeights } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { assertDone } from "../onboarding/assertDone.js";
import type { ProducerNode } from "./producerNode.js";

const marketNetuid = 1;

/** Leaves alone those that have voted already or hold no seat on root. */
export async function voteForMarket(
  client: PlexusClient,
  crypto: CryptoProvider,
  nodes: readonly Pick<ProducerNode, "hotkeyUri" | "name">[],
): Promise<void> {
  const vote = { netuid: 0, weights: [{ uid: marketNetuid, weight: 1 }] };
  const voted = new Set(
    (await getWeights(client, 0)).filter(({ weights }) => weights.length > 0).map(({ uid }) => uid),
  );
  const voteOf = async ({ hotkeyUri, name }: Pick<ProducerNode, "hotkeyUri" | "name">) => {
    const hotkey = crypto.keyring.fromUri(hotkeyUri);
    const uid = await getUid(client, 0, hotkey.address);
    if (uid === undefined || voted.has(uid)) return;
    assertDone(await setWeights(client, hotkey, vote), `the root vote of ${name}`);
  };
  await Promise.all(nodes.map(voteOf));
}
