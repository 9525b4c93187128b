// Proofs as they go over the wire.

import { type ProvenState, StateUnavailable } from "@plexus/chain/store";
import type { Head } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import { hex, hexOrNull } from "../../protocol/chainReads.js";
import type { RpcContext } from "../../protocol/method.js";
import { RpcError, STATE_ERROR } from "../../protocol/rpcError.js";

export interface ProvenJson {
  block: { number: number; hash: Hex };
  /** SCALE; blake2b-256 of it is the block's hash. */
  header: Hex | null;
  stateRoot: Hex;
  proofs: {
    key: Hex;
    value: Hex | null;
    proof: { siblings: Hex[]; other: { path: Hex; valueHash: Hex } | null };
  }[];
}

/** Throws RpcError for pruned state, ProofTooCostly. */
export async function provenJson({ store }: RpcContext, keys: readonly Uint8Array[], head: Head): Promise<ProvenJson> {
  const { root, entries } = await proven(store.prove(keys, head.number), head);
  const record = store.block(head.number);
  return {
    block: { number: head.number, hash: head.hash },
    header: record ? hex(record.header) : null,
    stateRoot: root,
    proofs: entries.map(({ key, value, proof }) => ({
      key: hex(key),
      value: hexOrNull(value),
      proof: {
        siblings: proof.siblings.map(hex),
        other: proof.other ? { path: hex(proof.other.path), valueHash: hex(proof.other.valueHash) } : null,
      },
    })),
  };
}

async function proven(state: Promise<ProvenState>, head: Head): Promise<ProvenState> {
  try {
    return await state;
  } catch (error) {
    if (!(error instanceof StateUnavailable)) throw error;
    throw new RpcError(
      STATE_ERROR,
      `Client error: Api called for an unknown Block: State already discarded for ${head.hash}`,
    );
  }
}
