// genesis.json of CometBFT from the chain's spec: who produces at first, when the chain begins, and the genesis block's hash,
// so that nodes of two different chains cannot even agree on a first block.

import { fromHex, type Hex } from "@plexus/core/scale";
import { addressOf } from "./keys.js";

export interface GenesisSource {
  readonly chainId: string;
  readonly genesisHash: Hex;
  readonly genesisTimeMs: number;
  readonly producers: readonly { readonly consensusKey: Uint8Array; readonly votes: bigint }[];
  readonly evidenceAgeBlocks: number;
  readonly blockTimeMs: number;
}

/** Bytes of a whole block: 10 MiB of extrinsics, what the protocol adds to each, votes of 100 producers, evidence. */
export const MAXIMUM_BLOCK_BYTES = 12 * 1024 * 1024;
export const MAXIMUM_EVIDENCE_BYTES = 64 * 1024;

/** CometBFT's name of the chain, at most 50 characters; bound to the genesis block, since votes are signed over it. */
export function cometChainId(specId: string, genesisHash: Hex): string {
  return `${specId.slice(0, 33)}-${genesisHash.slice(2, 18)}`;
}

/** Evidence is too old once both bounds have passed; this one is the other in time. */
export function evidenceDuration(ageBlocks: number, blockTimeMs: number): { seconds: bigint; nanos: number } {
  const ms = BigInt(ageBlocks) * BigInt(blockTimeMs);
  return { seconds: ms / 1_000n, nanos: Number(ms % 1_000n) * 1_000_000 };
}

const nanoseconds = ({ seconds, nanos }: { seconds: bigint; nanos: number }): string =>
  String(seconds * 1_000_000_000n + BigInt(nanos));

export function genesisDocument(source: GenesisSource): object {
  const { genesisTimeMs, evidenceAgeBlocks, blockTimeMs } = source;
  return {
    genesis_time: new Date(genesisTimeMs).toISOString(),
    chain_id: source.chainId,
    initial_height: "1",
    consensus_params: {
      block: { max_bytes: String(MAXIMUM_BLOCK_BYTES), max_gas: "-1" },
      evidence: {
        max_age_num_blocks: String(evidenceAgeBlocks),
        max_age_duration: nanoseconds(evidenceDuration(evidenceAgeBlocks, blockTimeMs)),
        max_bytes: String(MAXIMUM_EVIDENCE_BYTES),
      },
      validator: { pub_key_types: ["ed25519"] },
      version: { app: "0" },
      abci: { vote_extensions_enable_height: "0" },
      authority: { authority: "" },
    },
    validators: source.producers.map(({ consensusKey, votes }) => ({
      address: Buffer.from(addressOf(consensusKey)).toString("hex").toUpperCase(),
      pub_key: { type: "tendermint/PubKeyEd25519", value: Buffer.from(consensusKey).toString("base64") },
      power: String(votes),
      name: "",
    })),
    app_hash: Buffer.from(fromHex(source.genesisHash)).toString("hex").toUpperCase(),
  };
}
