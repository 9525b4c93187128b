// For tests: a whole chain with producers whose keys the test holds, answering as a node does: CometBFT's routes and
// Substrate's, over states that are real maps. The first half is cometChain.ts.
import type { CryptoProvider } from "@plexus/core/crypto";
import { rootOf } from "@plexus/core/merkle";
import { type Header, hashHeader } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { SdkError } from "../../sdkError.js";
import type { LightRpc } from "../lightRpc.js";
import { headerHash } from "../wire/headerHash.js";
import { type CometChainInput, createCometChain } from "./cometChain.js";
import { proveIn, type StateEntries } from "./stateProof.js";

export interface SignedChainInput extends CometChainInput {
  stateAt(number: number): StateEntries;
}

export interface SignedChain {
  readonly rpc: LightRpc;
  readonly input: SignedChainInput;
  readonly blockHashes: readonly Hex[];
  checkpoint(height: number): { readonly height: number; readonly hash: Hex };
}

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

type Answers = Readonly<Record<string, (params: never) => unknown>>;

export function createSignedChain(crypto: CryptoProvider, input: SignedChainInput): SignedChain {
  const blocks = substrateHeaders(crypto, input);
  const comet = createCometChain(
    crypto,
    input,
    blocks.map(({ hash }) => hash),
  );
  const answers: Answers = {
    chain_getHeader([hash]: [Hex]) {
      const header = blocks.find((block) => block.hash === hash)?.header;
      if (header === undefined) return null;
      const { parent_hash: parentHash, state_root: stateRoot, extrinsics_root: extrinsicsRoot } = header;
      return { parentHash, number: `0x${header.number.toString(16)}`, stateRoot, extrinsicsRoot, digest: { logs: [] } };
    },
    plexus_getProof([key, hash]: [Hex, Hex]) {
      const number = blocks.findIndex((block) => block.hash === hash);
      if (number < 0) throw new SdkError("RpcError", "no such block", { rpcCode: -32_603 });
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
        return structuredClone(
          answer === undefined ? await comet.rpc.request(method, params) : answer(params as never),
        );
      },
    },
    checkpoint: (height) => ({ height, hash: toHex(headerHash(crypto, comet.at(height).header)) }),
  };
}
