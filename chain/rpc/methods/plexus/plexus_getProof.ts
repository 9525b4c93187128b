// The value of a storage key at a block with the proof under its state root (core/merkle verifies it).

import { hex, hexOrNull, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const plexus_getProof: Method = {
  name: "plexus_getProof",
  call(context, params) {
    const key = params.bytes(0, "key");
    const { head } = stateOf(context, params.optionalHash(1, "hash"));
    const { root, value, proof } = context.store.prove(key, head.number);
    return {
      block: { number: head.number, hash: head.hash },
      stateRoot: root,
      key: hex(key),
      value: hexOrNull(value),
      proof: {
        siblings: proof.siblings.map(hex),
        other: proof.other ? { path: hex(proof.other.path), valueHash: hex(proof.other.valueHash) } : null,
      },
    };
  },
};
