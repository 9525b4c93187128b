// A client that believes no server: headers by the producers' signatures from something trusted on, values by proofs under
// those headers (architecture §3.5, §3.6; spec: cometbft.md §5). Runs in Node and in browsers.
import type { CryptoProvider } from "@plexus/core/crypto";
import type { StorageEntry } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import { getProof, type ProvenValue } from "../chain/verifiedRead.js";
import { SdkError } from "../sdkError.js";
import { createBlockSource } from "./fetchBlock.js";
import { findBlock } from "./findBlock.js";
import { createFollowTrust } from "./followTrust.js";
import { httpLightRpc, type LightRequestOptions, type LightRpc } from "./lightRpc.js";
import type { Checkpoint, Trust } from "./trust.js";
import { attestationOf, attestedHeader, type VerifiedHeader } from "./verifiedHeader.js";
import type { LightBlock } from "./verify/lightBlock.js";
import { withinTime } from "./withinTime.js";
import { countConfirmed } from "./witnesses.js";

export interface LightClientOptions {
  /** A node's address, or another way to ask it. */
  readonly rpc: string | LightRpc;
  readonly crypto: CryptoProvider;
  readonly trusted: Trust;
  /** Other nodes, asked whether they have the same headers. None by default. */
  readonly witnesses?: readonly (string | LightRpc)[];
  /** CometBFT's name of the chain. Left out: that of the trusted header. */
  readonly chainId?: string;
  /** The clock, ms since 1970. */
  readonly now?: () => number;
  /**
   * How long a header is trusted after its time. Default 48 h: as long as an offence can be punished (EvidenceAge of
   * 14,400 blocks of 12 s). Beyond that old producers could sign another history and lose nothing.
   */
  readonly trustPeriodMs?: number;
  /** How far headers may be ahead of the clock. Default 10 s. */
  readonly maxClockDriftMs?: number;
  /** How old the newest header may be. Default 60 s. */
  readonly maxAgeMs?: number;
  /** For one answer with all headers that lead to it. Default 5 minutes. */
  readonly timeoutMs?: number;
}

export interface LightReadOptions extends LightRequestOptions {
  /** Number of the block; the newest one that is signed if left out. */
  readonly at?: number;
}

export interface VerifiedValue<V> extends VerifiedHeader {
  readonly value: V;
  readonly key: Uint8Array;
  readonly proof: ProvenValue["proof"];
}

/**
 * All throw SdkError; `BadAnswer`, `BadHeader`, `BadCommit`, `BadProof`, `OtherChain` and `Stale` say that the server lies,
 * `Conflict` that producers do.
 */
export interface LightClient {
  /** Of the newest block whose hash is signed, or of block `at`. Throws `Stale` where the newest is older than allowed. */
  verifiedHeader(at?: number, options?: LightRequestOptions): Promise<VerifiedHeader>;
  /** As `query`, and proven; the declared default where the proof shows that nothing is stored. */
  read<K extends readonly unknown[], V>(
    entry: StorageEntry<K, V>,
    keys: K,
    options?: LightReadOptions,
  ): Promise<VerifiedValue<V>>;
  /** Undefined: proven to be absent. */
  readRaw(key: Uint8Array, options?: LightReadOptions): Promise<VerifiedValue<Uint8Array | undefined>>;
  /** The newest header verified so far, for a later client to begin with. */
  trustedHead(): Checkpoint | undefined;
}

const defaults = { trustPeriodMs: 48 * 3_600_000, maxClockDriftMs: 10_000, maxAgeMs: 60_000, timeoutMs: 300_000 };
const checkpointOf = ({ height, hash }: LightBlock): Checkpoint => ({ height, hash: toHex(hash) });

export function createLightClient(options: LightClientOptions): LightClient {
  const { crypto, trusted, now = Date.now } = options;
  const { trustPeriodMs, maxClockDriftMs, maxAgeMs, timeoutMs } = { ...defaults, ...options };
  const rpcOf = (given: string | LightRpc) => (typeof given === "string" ? httpLightRpc(given) : given);
  const rpc = rpcOf(options.rpc);
  const policy = { trustPeriodMs, maxClockDriftMs, now };
  const witnesses = (options.witnesses ?? []).map(rpcOf);
  const source = createBlockSource(rpc, crypto);
  const { chainId } = options;
  const follow = createFollowTrust({
    source,
    crypto,
    trusted,
    ...policy,
    ...(chainId === undefined ? {} : { chainId }),
  });

  async function findHeader(at: number | undefined, request: LightRequestOptions): Promise<VerifiedHeader> {
    const block = await findBlock({ source, follow, maxAgeMs, now }, at, request);
    const root = checkpointOf(follow.root() ?? block);
    const question = { block, root, isFirstSight: "firstUse" in trusted };
    const [header, confirmed] = await Promise.all([
      attestedHeader(rpc, crypto, block, request),
      countConfirmed({ crypto, policy, witnesses }, question, request),
    ]);
    return { header, attestation: attestationOf(block, now(), { confirmed, asked: witnesses.length }) };
  }

  const bounded = <T>(request: LightRequestOptions, work: (bounds: LightRequestOptions) => Promise<T>) =>
    withinTime(timeoutMs, request, work);

  const readRaw = (key: Uint8Array, { at, ...request }: LightReadOptions = {}) =>
    bounded(request, async (bounds) => {
      const verified = await findHeader(at, bounds);
      const asking = { request: (method: string, params: readonly unknown[]) => rpc.request(method, params, bounds) };
      return { ...verified, key, ...(await getProof(asking, crypto, key, verified.header)) };
    });

  return {
    verifiedHeader: (at, request = {}) => bounded(request, (bounds) => findHeader(at, bounds)),
    readRaw,
    async read(entry, keys, readOptions) {
      const found = await readRaw(entry.key(crypto, ...keys), readOptions);
      try {
        return { ...found, value: entry.decodeValue(found.value) };
      } catch (cause) {
        throw new SdkError("SpecMismatch", `${entry.pallet}.${entry.name} does not decode: update this program`, {
          cause,
        });
      }
    },
    trustedHead() {
      const block = follow.blocks.newest();
      return block === undefined ? undefined : checkpointOf(block);
    },
  };
}
