// For tests: votes by keys that the test holds, over any header; honest chains and forged ones are made the same way.
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { headerHash } from "../wire/headerHash.js";
import { inSetOrder, producerSet } from "../wire/producerSet.js";
import type { CometHeader, Commit, SignedHeader } from "../wire/signedHeader.js";
import { voteBytes } from "../wire/voteBytes.js";

export interface TestProducer {
  readonly pair: KeyPair;
  readonly power: bigint;
}

export function setOf(crypto: CryptoProvider, producers: readonly TestProducer[]) {
  return producerSet(
    crypto,
    inSetOrder(
      crypto,
      producers.map(({ pair, power }) => ({ key: pair.publicKey, power })),
    ),
  );
}

/** The header signed by all of `producers` but the `absent` first ones of the set. */
export function signBlock(
  crypto: CryptoProvider,
  header: CometHeader,
  producers: readonly TestProducer[],
  absent = 0,
): SignedHeader {
  const { height, chainId } = header;
  const hash = headerHash(crypto, header);
  const blockId = { hash, partsTotal: 1, partsHash: crypto.sha256(hash) };
  const time = { seconds: header.time.seconds + 1n, nanos: 5 };
  const votes: Commit["votes"] = setOf(crypto, producers).members.map(({ address, key }, at) => {
    const none = new Uint8Array();
    if (at < absent) return { kind: "absent", address: none, time: undefined, signature: none };
    const { pair } = producers.find((each) => each.pair.publicKey.join() === key.join()) as TestProducer;
    const signature = pair.sign(voteBytes({ chainId, height, round: 0, blockId, time }));
    return { kind: "block", address, time, signature };
  });
  return { header, commit: { height, round: 0, blockId, votes } };
}
