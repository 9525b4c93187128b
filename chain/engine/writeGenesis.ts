// Block 0: the state that the chain's spec describes, its header, and the check that a data directory belongs to the spec
// it is opened with.

import type { Store } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import { rootOf } from "@plexus/core/merkle";
import { extrinsicsRoot, type Runtime } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { encodeHeader, hashOfHeader } from "./header.js";

export class GenesisMismatch extends Error {
  override name = "GenesisMismatch";
}

/** Writes block 0 into an empty store and returns its hash. Throws GenesisMismatch if the store holds another chain. */
export function writeGenesis(store: Store, runtime: Runtime, hashing: Hashing): Hex {
  const changes = runtime.genesis();
  const held = store.hashOf(0);
  if (held) {
    const entries = [...changes].flatMap(([key, value]) => (value ? [[fromHex(key), value] as const] : []));
    const expected = hashOfHeader(hashing, genesisHeader(toHex(rootOf(hashing, entries)), hashing));
    if (expected === held) return held;
    throw new GenesisMismatch(
      `${store.directory} holds a chain with genesis ${held}, the chain spec makes ${expected}: ` +
        "give that chain's spec, or another --base-path",
    );
  }
  const staged = store.stage(changes);
  const header = genesisHeader(staged.root, hashing);
  const hash = hashOfHeader(hashing, header);
  store.commit(staged, { number: 0, hash, header, extrinsics: [] }, [], [], true);
  return hash;
}

function genesisHeader(stateRoot: Hex, hashing: Hashing): Uint8Array {
  const parentHash: Hex = `0x${"00".repeat(32)}`;
  return encodeHeader({ parentHash, number: 0, stateRoot, extrinsicsRoot: extrinsicsRoot(hashing, []), digest: [] });
}
