// What a neuron sees of its market at one finalised block, read through client/sdk: who serves what, under which commitment.
import {
  type ChainHeader,
  getCommitments,
  getMetagraph,
  getNextEpochBlock,
  getOffers,
  type Metagraph,
  type ModelCommitment,
  type Neuron,
  type Offer,
  type PlexusClient,
} from "@plexus/client/sdk";

export interface MarketMiner {
  uid: number;
  hotkey: string;
  registeredAtBlock: number;
  /** Models with a live offer. */
  offered: readonly string[];
  commitment: ModelCommitment | undefined;
}

export interface MarketView {
  netuid: number;
  block: number;
  tempo: number;
  nextEpochBlock: number;
  /** Neurons that say where they listen, other than this one. */
  miners: readonly MarketMiner[];
  /** Undefined where this hotkey is not registered. */
  own: Neuron | undefined;
  commitmentOfOwn: ModelCommitment | undefined;
  offersOfOwn: readonly Offer[];
  metagraph: Metagraph;
}

/** Undefined where there is no such subnet. */
export async function readMarketView(
  client: PlexusClient,
  netuid: number,
  hotkey: string,
  head?: ChainHeader,
): Promise<MarketView | undefined> {
  const { hash, number } = head ?? (await client.finalizedHead());
  const at = { at: hash };
  const [metagraph, offers, commitments, next] = await Promise.all([
    getMetagraph(client, netuid, at),
    getOffers(client, netuid, at),
    getCommitments(client, netuid, at),
    getNextEpochBlock(client, netuid, at),
  ]);
  if (metagraph === undefined) return undefined;
  const committed = new Map(commitments.map((each) => [each.hotkey, each.commitment]));
  const miners = metagraph.neurons
    .filter((neuron) => neuron.axon !== undefined && neuron.hotkey !== hotkey)
    .map((neuron) => ({
      uid: neuron.uid,
      hotkey: neuron.hotkey,
      registeredAtBlock: neuron.registeredAtBlock,
      offered: offers.filter((offer) => offer.hotkey === neuron.hotkey).map((offer) => offer.model),
      commitment: committed.get(neuron.hotkey),
    }));
  return {
    netuid,
    block: number,
    tempo: metagraph.tempo,
    nextEpochBlock: next ?? number + metagraph.tempo,
    miners,
    metagraph,
    own: metagraph.neurons.find((neuron) => neuron.hotkey === hotkey),
    commitmentOfOwn: committed.get(hotkey),
    offersOfOwn: offers.filter((offer) => offer.hotkey === hotkey),
  };
}
