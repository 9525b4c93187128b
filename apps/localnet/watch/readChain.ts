// Small questions to the chain: its head each time, the neurons only when an epoch has passed or none are known yet.
import { getMetagraph, getNextEpochBlock, type PlexusClient } from "@plexus/client/sdk";
import type { NetworkState } from "./networkState.js";

/** Between epochs the neurons are read again after this many blocks, so that a new seat shows. */
const refreshBlocks = 5;

export interface ChainReading {
  /** Refreshes the state; throws when the node does not answer. */
  refresh(): Promise<void>;
}

/** A stable subnet's epochs run where (block + netuid + 1) is a multiple of tempo + 1 (stable.md 5). */
function epochsUntil(block: number, netuid: number, tempo: number): number {
  return Math.floor((block + netuid + 1) / (tempo + 1));
}

export function readChain(client: PlexusClient, netuid: number, state: NetworkState): ChainReading {
  let readAtBlock = -1;
  let nextEpochBlock: number | undefined;
  return {
    async refresh() {
      const head = await client.finalizedHead();
      state.block = head.number;
      const isEpochOver = nextEpochBlock !== undefined && head.number > nextEpochBlock;
      if (readAtBlock < 0 || isEpochOver || head.number - readAtBlock >= refreshBlocks) {
        const [metagraph, next] = await Promise.all([getMetagraph(client, netuid), getNextEpochBlock(client, netuid)]);
        if (metagraph !== undefined) {
          state.neurons = metagraph.neurons.map(({ uid, hotkey, incentive }) => ({ uid, hotkey, incentive }));
          state.epoch = epochsUntil(metagraph.lastEpochBlock, netuid, metagraph.tempo);
        }
        nextEpochBlock = next;
        readAtBlock = head.number;
      }
      state.blocksToEpoch = nextEpochBlock === undefined ? undefined : Math.max(0, nextEpochBlock - head.number);
    },
  };
}
