// Headers, votes and producers from the CometBFT routes of a node (contract: POST JSON-RPC, named params).
import type { CryptoProvider } from "@plexus/core/crypto";
import { SdkError } from "../sdkError.js";
import type { LightRequestOptions, LightRpc } from "./lightRpc.js";
import { type LightBlock, lightBlock, sameBytes } from "./verify/lightBlock.js";
import { headerHash } from "./wire/headerHash.js";
import { type ProducerPage, producerSet, readProducerPage } from "./wire/producerSet.js";
import { badAnswer, readList, readObject } from "./wire/readJson.js";
import { readCometHeader, readHeight, readSignedHeader } from "./wire/signedHeader.js";

const perPage = 100;
const headersPerPage = 20;

export interface BlockSource {
  /** What the server says its newest header is: a claim, and no more. */
  latestHeight(options?: LightRequestOptions): Promise<number>;
  /** A block whose parts fit together; its signatures are not checked yet. */
  block(height: number, options?: LightRequestOptions): Promise<LightBlock>;
  /** The hash of the header at `height`, followed from `from` back along the hashes of the headers between. */
  hashBehind(from: LightBlock, height: number, options?: LightRequestOptions): Promise<Uint8Array>;
}

async function askComet(
  rpc: LightRpc,
  method: string,
  params: object,
  options?: LightRequestOptions,
): Promise<unknown> {
  try {
    return await rpc.request(method, params, options);
  } catch (error) {
    if (!(error instanceof SdkError) || error.rpcCode !== -32_601) throw error;
    throw new SdkError(
      "Unsigned",
      "this node shows no signatures of producers: its chain has none (solo), or it hides them",
      {
        cause: error,
      },
    );
  }
}

export function createBlockSource(rpc: LightRpc, crypto: CryptoProvider): BlockSource {
  async function producersAt(height: number, options?: LightRequestOptions) {
    const keys: ProducerPage["keys"][number][] = [];
    for (let page = 1; ; page += 1) {
      const params = { height: `${height}`, page: `${page}`, per_page: `${perPage}` };
      const found = readProducerPage(await askComet(rpc, "validators", params, options), perPage);
      if (found.height !== height) throw badAnswer(`producers of height ${found.height} instead of ${height}`);
      keys.push(...found.keys);
      if (keys.length === found.total) return producerSet(crypto, keys);
      // A full page each time, or a server could keep us asking for ever.
      if (keys.length > found.total || found.keys.length !== perPage)
        throw badAnswer("pages of producers that do not add up");
    }
  }
  return {
    async latestHeight(options) {
      const { sync_info: sync } = readObject(await askComet(rpc, "status", {}, options), "answer");
      return readHeight(readObject(sync, "sync_info").latest_block_height, "latest_block_height");
    },
    async block(height, options) {
      const [answer, set] = await Promise.all([
        askComet(rpc, "commit", { height: `${height}` }, options),
        producersAt(height, options),
      ]);
      const signed = readSignedHeader(answer);
      if (signed.header.height !== height) throw badAnswer(`header ${signed.header.height} instead of ${height}`);
      return lightBlock(crypto, signed, set);
    },
    async hashBehind(from, height, options) {
      let [at, wanted] = [from.height, from.header.lastBlockId.hash];
      while (at > height + 1) {
        const newest = at - 1;
        const oldest = Math.max(height + 1, newest - headersPerPage + 1);
        const params = { minHeight: `${oldest}`, maxHeight: `${newest}` };
        const answer = readObject(await askComet(rpc, "blockchain", params, options), "answer");
        const metas = readList(answer.block_metas, "block_metas", headersPerPage);
        if (metas.length === 0) throw badAnswer(`no headers from ${oldest} to ${newest}`);
        for (const meta of metas) {
          const header = readCometHeader(readObject(meta, "block_meta").header);
          if (header.height !== at - 1 || !sameBytes(headerHash(crypto, header), wanted))
            throw new SdkError("BadHeader", `header ${at} does not follow the header ${at - 1} that the node shows`);
          at -= 1;
          wanted = header.lastBlockId.hash;
          if (at === height + 1) break;
        }
      }
      return wanted;
    },
  };
}
