// A producer's share in the randomness of a session (Randomness, 105): the secret follows from the consensus key, so that it
// can still be revealed after a restart, and nobody without the key can know it before.

import type { CometKey } from "@plexus/chain/comet";
import type { Application } from "@plexus/chain/engine";
import type { CryptoProvider } from "@plexus/core/crypto";
import { type BlockFacts, beaconDue, type ChainSpec, commitmentOf, factsOf } from "@plexus/core/runtime";
import { encode, fromHex, type Hex, u32 } from "@plexus/core/scale";

type Share = NonNullable<BlockFacts["consensus"]>["beacon"];

/** For the next block, by the owner of that key; undefined where it owes none. */
export function beaconShare(
  key: CometKey,
  { spec, crypto }: { spec: ChainSpec; crypto: CryptoProvider },
  { application, genesisHash }: { application: Application; genesisHash: Hex },
): Share {
  const { number, hash } = application.best;
  const block = { number: number + 1, parentHash: hash };
  const due = beaconDue({ crypto, chain: factsOf(spec), state: application.query(), block }, key.address);
  if (!due) return undefined;
  const secret = key.derive("plexus/beacon/1", fromHex(genesisHash), encode(u32, due.session));
  if (due.kind === "reveal") return { kind: "reveal", value: secret };
  return { kind: "commit", value: commitmentOf(crypto, secret, key.address, due.session) };
}
