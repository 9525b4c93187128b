// For tests: what a lying RPC server may say, each lie over the answers of an honest one, and the code with which a light
// client must find it out. The same list runs against a chain in memory and against a real network (testing/cluster).
import type { CryptoProvider } from "@plexus/core/crypto";
import { SdkError, type SdkErrorCode } from "../../sdkError.js";
import type { LightRpc } from "../lightRpc.js";
import { readSignedHeader } from "../wire/signedHeader.js";
import { commitJson, headerJson, producersJson } from "./cometJson.js";
import { setOf, signBlock } from "./signBlock.js";

/** JSON that is taken apart and changed at will. */
// oxlint-disable-next-line no-explicit-any
type Json = any;

export interface LieInput {
  readonly crypto: CryptoProvider;
  readonly rpc: LightRpc;
  /** Height of the header that the client trusts. */
  readonly trustedHeight: number;
  /** A header older than the client takes for new. */
  readonly oldHeight: number;
  /** Hash of an older Substrate block, with another value under the key that is read. */
  readonly oldBlockHash: string;
}

export interface Lie {
  readonly name: string;
  readonly code: SdkErrorCode;
  /** Whether the lie is about a key under which nothing is stored. */
  readonly isAboutAbsent?: true;
  answer(input: LieInput, method: string, params: Json): Promise<Json>;
}

const otherDigit = (text: string, at: number) => {
  const place = at < 0 ? text.length + at : at;
  return `${text.slice(0, place)}${text[place] === "1" ? "2" : "1"}${text.slice(place + 1)}`;
};

type Change = (answer: Json, input: LieInput, params: Json) => Json;

/** A lie that changes the answers to one method; those about the trusted header itself stay as they are. */
function changing(name: string, method: string, code: SdkErrorCode, change: Change): Lie {
  return {
    name,
    code,
    async answer(input, asked, params) {
      const honest = await input.rpc.request(asked, params);
      if (asked !== method || Number(params.height) <= input.trustedHeight) return honest;
      return change(structuredClone(honest), input, params);
    },
  };
}

const votesOf = (answer: Json): Json[] => answer.signed_header.commit.signatures;

/** A chain made by other keys from the trusted header on, with every hash and signature right. */
async function forgedChain({ crypto, rpc, trustedHeight }: LieInput, method: string, params: Json): Promise<Json> {
  const forger = { pair: crypto.keyring.fromUri("//Forger", "ed25519"), power: 1_000_000n };
  const { members, hash } = setOf(crypto, [forger]);
  const height = Number(params.height);
  const honest = await rpc.request(method, params);
  if (!(height > trustedHeight)) return honest;
  if (method === "validators") return producersJson(height, members, 1);
  const { header } = readSignedHeader(honest);
  const forged = signBlock(crypto, { ...header, producersHash: hash, nextProducersHash: hash }, [forger]);
  return { signed_header: { header: headerJson(forged.header), commit: commitJson(forged.commit) } };
}

const absentVote = { block_id_flag: 1, validator_address: "", timestamp: "0001-01-01T00:00:00Z", signature: null };

export const lies: readonly Lie[] = [
  changing("a changed value", "plexus_getProof", "BadProof", (answer) => ({
    ...answer,
    value: otherDigit(answer.value, -1),
  })),
  changing("a value claimed absent", "plexus_getProof", "BadProof", (answer) => ({ ...answer, value: null })),
  changing("the proof of another key's absence", "plexus_getProof", "BadProof", (_, { rpc }, [key, hash]) =>
    rpc.request("plexus_getProof", [otherDigit(key, -1), hash]),
  ),
  {
    ...changing("a value where there is none", "plexus_getProof", "BadProof", (answer) => ({
      ...answer,
      value: "0x01",
    })),
    isAboutAbsent: true,
  },
  changing("an old value", "plexus_getProof", "BadProof", (_, { rpc, oldBlockHash }, [key]) =>
    rpc.request("plexus_getProof", [key, oldBlockHash]),
  ),
  changing("an old block", "chain_getHeader", "BadHeader", (_, { rpc, oldBlockHash }) =>
    rpc.request("chain_getHeader", [oldBlockHash]),
  ),
  changing("a block with a changed state root", "chain_getHeader", "BadHeader", (answer) => ({
    ...answer,
    stateRoot: otherDigit(answer.stateRoot, -1),
  })),
  changing("an old header served as new", "status", "Stale", (_, { oldHeight }) => ({
    sync_info: { latest_block_height: `${oldHeight}` },
  })),
  changing("a header with another block in it", "commit", "BadHeader", (answer) => {
    const { header } = answer.signed_header;
    header.app_hash = otherDigit(header.app_hash, -1);
    return answer;
  }),
  changing("a forged signature", "commit", "BadCommit", (answer) => {
    const vote = votesOf(answer).find(({ block_id_flag: flag }) => flag === 2);
    vote.signature = otherDigit(vote.signature, 3);
    return answer;
  }),
  changing("signatures by too few", "commit", "BadCommit", (answer) => {
    // The set is in order of power: the last third alone is never enough.
    const votes = votesOf(answer);
    answer.signed_header.commit.signatures = votes.map((vote, at) => (at * 2 < votes.length ? absentVote : vote));
    return answer;
  }),
  changing("other producers", "validators", "BadHeader", (answer, { crypto }) => ({
    ...answer,
    validators: producersJson(1, [{ key: crypto.keyring.fromUri("//Forger", "ed25519").publicKey, power: 1n }], 1)
      .validators,
    total: "1",
  })),
  { name: "a chain of forgers", code: "BadHeader", answer: forgedChain },
  changing("a list instead of a header", "commit", "BadAnswer", () => []),
  changing("producers without end", "validators", "BadAnswer", (answer) => ({ ...answer, total: "1000000" })),
  {
    name: "no signatures at all",
    code: "Unsigned",
    async answer({ rpc }, method, params) {
      if (method === "plexus_getProof" || method === "chain_getHeader") return rpc.request(method, params);
      throw new SdkError("RpcError", "Method not found", { rpcCode: -32_601 });
    },
  },
];

/** A server that tells the lie. */
export function lyingServer(lie: Lie, input: LieInput): LightRpc {
  return { request: (method, params) => lie.answer(input, method, params) };
}
