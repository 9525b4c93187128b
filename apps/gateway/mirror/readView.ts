// Reads one block's view of a subnet through the SDK: neurons with axons and incentive, live offers, commitments
// (spec: architecture.md §3.11; market.md 6, 7). Three questions a block.
import {
  getCommitments,
  getMetagraph,
  getOffers,
  type Metagraph,
  type NeuronCommitment,
  type Offer,
  type PlexusClient,
} from "@plexus/client/sdk";
import type { Hex } from "@plexus/core/scale";
import type { ChainView, MinerView, OfferView } from "./chainView.js";

function groupOffers(offers: readonly Offer[]): Map<string, OfferView[]> {
  const byHotkey = new Map<string, OfferView[]>();
  for (const offer of offers) {
    if (offer.unit !== "Tokens") continue;
    const { model, priceIn, priceOut, slots, validUntilBlock } = offer;
    const row: OfferView = { model, price_in: priceIn, price_out: priceOut, slots, valid_until: validUntilBlock };
    const rows = byHotkey.get(offer.hotkey);
    if (rows === undefined) byHotkey.set(offer.hotkey, [row]);
    else rows.push(row);
  }
  return byHotkey;
}

/** A miner is a neuron that says where it listens and has an offer or a commitment; others have nothing to sell. */
export function toView(
  metagraph: Metagraph,
  offers: readonly Offer[],
  commitments: readonly NeuronCommitment[],
  block: number,
  hash: string,
): ChainView {
  const offersOf = groupOffers(offers);
  const committedBy = new Map(commitments.map((each) => [each.hotkey, each.commitment]));
  const miners: MinerView[] = [];
  for (const neuron of metagraph.neurons) {
    const own = offersOf.get(neuron.hotkey) ?? [];
    const commitment = committedBy.get(neuron.hotkey);
    if (neuron.axon === undefined || (own.length === 0 && commitment === undefined)) continue;
    miners.push({
      uid: neuron.uid,
      hotkey: neuron.hotkey,
      coldkey: neuron.coldkey,
      incentive: neuron.incentive,
      url: neuron.axon.url,
      registeredAt: neuron.registeredAtBlock,
      offers: own,
      commitment,
    });
  }
  const validators = metagraph.neurons.filter((neuron) => neuron.validatorPermit).map((neuron) => neuron.hotkey);
  return { block, hash, tempo: metagraph.tempo, netuid: metagraph.netuid, miners, validators };
}

/** Undefined where the subnet does not exist at that block. */
export async function readView(
  client: PlexusClient,
  netuid: number,
  block: number,
  hash: Hex,
): Promise<ChainView | undefined> {
  const at = { at: hash };
  const [metagraph, offers, commitments] = await Promise.all([
    getMetagraph(client, netuid, at),
    getOffers(client, netuid, at),
    getCommitments(client, netuid, at),
  ]);
  return metagraph === undefined ? undefined : toView(metagraph, offers, commitments, block, hash);
}
