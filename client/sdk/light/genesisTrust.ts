// Trust that begins with a chain's specification: who produces at first, and the block that all others build on.
import type { CryptoProvider } from "@plexus/core/crypto";
import { rootOf } from "@plexus/core/merkle";
import { type ChainSpec, createRuntimes, extrinsicsRoot, genesisProducers, hashHeader } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { GenesisTrust } from "./trust.js";

/** Costs a second: the whole state of block 0 is built and hashed. */
export function genesisTrust(crypto: CryptoProvider, spec: ChainSpec): GenesisTrust & { readonly genesisHash: Hex } {
  const changes = createRuntimes(crypto, spec).genesis.genesis();
  const entries = Array.from(changes).flatMap(([key, value]) =>
    value === null ? [] : [[fromHex(key), value] as const],
  );
  const genesisHash = hashHeader(crypto, {
    parent_hash: toHex(new Uint8Array(32)),
    number: 0,
    state_root: toHex(rootOf(crypto, entries)),
    extrinsics_root: extrinsicsRoot(crypto, []),
    digest: { logs: [] },
  });
  const producers = genesisProducers(spec).map(({ consensusKey, votes }) => ({
    consensusKey: toHex(consensusKey),
    power: votes,
  }));
  return { genesisProducers: producers, genesisHash };
}
