// For tests: a whole chain with producers whose keys the test holds, answering as a node does: CometBFT's routes and
// Substrate's, over states that are real maps. Encodings are those that the recorded network has confirmed.
import type { CryptoProvider } from "@plexus/core/crypto";
import { rootOf } from "@plexus/core/merkle";
import { type Header, hashHeader } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { SdkError } from "../../sdkError.js";
import type { LightRpc } from "../lightRpc.js";
import { headerHash } from "../wire/headerHash.js";
import type { BlockId, CometHeader, SignedHeader } from "../wire/signedHeader.js";
import { commitJson, headerJson, producersJson } from "./cometJson.js";
import { setOf, signBlock, type TestProducer } from "./signBlock.js";
import { proveIn, type StateEntries } from "./stateProof.js";

export interface SignedChainInput {
  readonly chainId: string;
  readonly beginMs: number;
  readonly blockMs: number;
  /** CometBFT headers 1 … `heights`; the newest attests block `heights` − 1. */
  readonly heights: number;
  producersAt(height: number): readonly TestProducer[];
  stateAt(number: number): StateEntries;
}

export interface SignedChain {
  readonly rpc: LightRpc;
  readonly input: SignedChainInput;
  readonly blockHashes: readonly Hex[];
  checkpoint(height: number): { readonly height: number; readonly hash: Hex };
  header(height: number): CometHeader;
}

const missing = (what: string) => new SdkError("RpcError", what, { rpcCode: -32_603 });

function substrateHeaders(crypto: CryptoProvider, input: SignedChainInput) {
  const headers: Header[] = [];
  for (let number = 0; number < input.heights; number += 1) {
    const before = headers[number - 1];
    headers.push({
      parent_hash: before === undefined ? toHex(new Uint8Array(32)) : hashHeader(crypto, before),
      number,
      state_root: toHex(rootOf(crypto, input.stateAt(number))),
      extrinsics_root: toHex(new Uint8Array(32)),
      digest: { logs: [] },
    });
  }
  return headers.map((header) => ({ header, hash: hashHeader(crypto, header) }));
}

function cometHeaders(crypto: CryptoProvider, input: SignedChainInput, appHashes: readonly Hex[]): SignedHeader[] {
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

type Answers = Readonly<Record<string, (params: never) => unknown>>;

export function createSignedChain(crypto: CryptoProvider, input: SignedChainInput): SignedChain {
  const blocks = substrateHeaders(crypto, input);
  const signed = cometHeaders(
    crypto,
    input,
    blocks.map(({ hash }) => hash),
  );
  const at = (height: number | string): SignedHeader => {
    const found = signed[Number(height) - 1];
    if (found === undefined) throw missing(`height ${height} must be less than or equal to the current height`);
    return found;
  };
  const answers: Answers = {
    status: () => ({ sync_info: { latest_block_height: `${input.heights}` } }),
    commit({ height }: { height: string }) {
      const { header, commit } = at(height);
      return { signed_header: { header: headerJson(header), commit: commitJson(commit) }, canonical: true };
    },
    validators({ height, page }: { height: string; page: string }) {
      const { members } = setOf(crypto, input.producersAt(at(height).header.height));
      return producersJson(Number(height), members, Number(page));
    },
    blockchain({ minHeight, maxHeight }: { minHeight: string; maxHeight: string }) {
      const metas = [];
      for (let height = Number(maxHeight); height >= Number(minHeight); height -= 1)
        metas.push({ header: headerJson(at(height).header) });
      return { last_height: `${input.heights}`, block_metas: metas };
    },
    chain_getHeader([hash]: [Hex]) {
      const header = blocks.find((block) => block.hash === hash)?.header;
      if (header === undefined) return null;
      const { parent_hash: parentHash, state_root: stateRoot, extrinsics_root: extrinsicsRoot } = header;
      return { parentHash, number: `0x${header.number.toString(16)}`, stateRoot, extrinsicsRoot, digest: { logs: [] } };
    },
    plexus_getProof([key, hash]: [Hex, Hex]) {
      const number = blocks.findIndex((block) => block.hash === hash);
      if (number < 0) throw missing("no such block");
      const entries = input.stateAt(number);
      const value = entries.find(([each]) => toHex(each) === key)?.[1];
      const { siblings, other } = proveIn(crypto, entries, fromHex(key));
      const shown = other && { path: toHex(other.path), valueHash: toHex(other.valueHash) };
      return {
        value: value === undefined ? null : toHex(value),
        proof: { siblings: siblings.map(toHex), other: shown ?? null },
      };
    },
  };
  return {
    input,
    blockHashes: blocks.map(({ hash }) => hash),
    rpc: {
      async request(method, params) {
        const answer = answers[method];
        if (answer === undefined) throw new SdkError("RpcError", `no ${method}`, { rpcCode: -32_601 });
        return structuredClone(answer(params as never));
      },
    },
    checkpoint: (height) => ({ height, hash: toHex(headerHash(crypto, at(height).header)) }),
    header: (height) => at(height).header,
  };
}
