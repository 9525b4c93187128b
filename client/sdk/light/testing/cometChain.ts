// For tests: CometBFT's side of a chain whose producers' keys the test holds: headers that follow one another, votes, sets,
// and the answers of its routes. Encodings are those that the recorded network has confirmed.
import type { CryptoProvider } from "@plexus/core/crypto";
import { fromHex, type Hex } from "@plexus/core/scale";
import { SdkError } from "../../sdkError.js";
import type { LightRpc } from "../lightRpc.js";
import type { BlockId, CometHeader, SignedHeader } from "../wire/signedHeader.js";
import { commitJson, headerJson, producersJson } from "./cometJson.js";
import { setOf, signBlock, type TestProducer } from "./signBlock.js";

export interface CometChainInput {
  readonly chainId: string;
  readonly beginMs: number;
  readonly blockMs: number;
  /** Headers 1 … `heights`; the newest attests block `heights` − 1. */
  readonly heights: number;
  producersAt(height: number): readonly TestProducer[];
}

export interface CometChain {
  readonly rpc: LightRpc;
  at(height: number): SignedHeader;
}

const missing = (height: number | string) =>
  new SdkError("RpcError", `height ${height} must be less than or equal to the current height`, { rpcCode: -32_603 });

function signHeaders(crypto: CryptoProvider, input: CometChainInput, appHashes: readonly Hex[]): SignedHeader[] {
  const signed: SignedHeader[] = [];
  let lastBlockId: BlockId = { hash: new Uint8Array(), partsTotal: 0, partsHash: new Uint8Array() };
  const filler = crypto.sha256(new Uint8Array());
  for (let height = 1; height <= input.heights; height += 1) {
    const producers = input.producersAt(height);
    const { hash: producersHash, members } = setOf(crypto, producers);
    const atMs = input.beginMs + input.blockMs * height;
    const header: CometHeader = {
      version: { block: 11n, app: 0n },
      chainId: input.chainId,
      height,
      time: { seconds: BigInt(Math.floor(atMs / 1_000)), nanos: (atMs % 1_000) * 1_000_000 + 7 },
      lastBlockId,
      lastCommitHash: filler,
      dataHash: filler,
      producersHash,
      nextProducersHash: setOf(crypto, input.producersAt(height + 1)).hash,
      consensusHash: filler,
      appHash: fromHex(appHashes[height - 1] as Hex),
      lastResultsHash: filler,
      evidenceHash: filler,
      proposerAddress: members[0]?.address as Uint8Array,
    };
    const block = signBlock(crypto, header, producers);
    lastBlockId = block.commit.blockId;
    signed.push(block);
  }
  return signed;
}

/** `appHashes` are the hashes of the Substrate blocks from 0 on. */
export function createCometChain(
  crypto: CryptoProvider,
  input: CometChainInput,
  appHashes: readonly Hex[],
): CometChain {
  const signed = signHeaders(crypto, input, appHashes);
  const at = (height: number | string): SignedHeader => {
    const found = signed[Number(height) - 1];
    if (found === undefined) throw missing(height);
    return found;
  };
  type Params = Readonly<Record<string, string>>;
  const answers: Readonly<Record<string, (params: Params) => unknown>> = {
    status: () => ({ sync_info: { latest_block_height: `${input.heights}` } }),
    commit({ height = "" }) {
      const { header, commit } = at(height);
      return { signed_header: { header: headerJson(header), commit: commitJson(commit) }, canonical: true };
    },
    validators({ height = "", page = "1" }) {
      const { members } = setOf(crypto, input.producersAt(at(height).header.height));
      return producersJson(Number(height), members, Number(page));
    },
    blockchain({ minHeight, maxHeight }) {
      const metas = [];
      for (let height = Number(maxHeight); height >= Number(minHeight); height -= 1)
        metas.push({ header: headerJson(at(height).header) });
      return { last_height: `${input.heights}`, block_metas: metas };
    },
  };
  return {
    at,
    rpc: {
      async request(method, params) {
        const answer = answers[method];
        if (answer === undefined) throw new SdkError("RpcError", `no ${method}`, { rpcCode: -32_601 });
        return answer(params as Params);
      },
    },
  };
}
