// What a miner says on chain by ordinary extrinsics of its hotkey: where it listens, what it runs, at what price; and again
// when an offer is about to end.
import { type PlexusClient, SdkError, type SubmitResult, serveAxon, setCommitment, setOffer } from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import type { MarketView } from "@plexus/subnets/kit";
import type { Logger } from "pino";
import type { MinerSettings } from "./options.js";
import type { ServedModel } from "./servedModel.js";

const VALID_BLOCKS = 600;
const RENEW_BLOCKS = 200;

export interface Announcer {
  /**
   * Sends what is missing or about to end; what was sent and not seen yet is not sent again for a few blocks. True when
   * nothing was left to say.
   */
  keepUp(view: MarketView): Promise<boolean>;
}

export interface AnnouncerParts {
  client: PlexusClient;
  key: KeyPair;
  settings: MinerSettings;
  port: number;
  committed: ServedModel["committed"];
  log: Logger;
}

const RETRY_BLOCKS = 6;

export function createAnnouncer({ client, key, settings, port, committed, log }: AnnouncerParts): Announcer {
  const { netuid } = settings;
  const sentAt = new Map<string, number>();

  async function send(what: string, block: number, submit: () => Promise<SubmitResult>): Promise<void> {
    if (block - (sentAt.get(what) ?? Number.NEGATIVE_INFINITY) < RETRY_BLOCKS) return;
    sentAt.set(what, block);
    try {
      const result = await submit();
      if (result.ok) log.info({ block: result.blockNumber }, `${what} is on chain`);
      else log.warn({ error: result.error.name, docs: result.error.docs }, `${what} was refused`);
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      log.warn({ why: error.message }, `${what} was refused`);
    }
  }

  return {
    async keepUp(view) {
      const { own, block } = view;
      if (own === undefined) return false;
      const mine = view.commitmentOfOwn;
      const tasks: Promise<void>[] = [];
      if (own.axon?.ip !== settings.ip || own.axon.port !== port)
        tasks.push(send("the axon's address", block, () => serveAxon(client, key, { netuid, ip: settings.ip, port })));
      if (mine?.model !== committed.model || mine.sha256 !== committed.sha256 || mine.bytes !== committed.bytes)
        tasks.push(send("the commitment", block, () => setCommitment(client, key, { netuid, ...committed })));
      const offered = view.offersOfOwn.find((offer) => offer.model === committed.model);
      if ((offered?.validUntilBlock ?? 0) - block < RENEW_BLOCKS) {
        const offer = {
          netuid,
          model: committed.model,
          priceIn: settings.priceInRao,
          priceOut: settings.priceOutRao,
          slots: settings.slots,
          validFor: VALID_BLOCKS,
        };
        tasks.push(send("the offer", block, () => setOffer(client, key, offer)));
      }
      await Promise.all(tasks);
      return tasks.length === 0;
    },
  };
}
