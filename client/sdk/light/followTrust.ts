// The way from the first trusted header to any other: forward in leaps that are halved where the producers changed too much
// (bisection), backward along the hashes. Bounded, however a server answers.
import type { CryptoProvider } from "@plexus/core/crypto";
import { fromHex, toHex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";
import type { BlockSource } from "./fetchBlock.js";
import type { LightRequestOptions } from "./lightRpc.js";
import type { Trust } from "./trust.js";
import { createTrustedBlocks, type TrustedBlocks } from "./trustedBlocks.js";
import { checkCommit, type LightBlock, sameBytes } from "./verify/lightBlock.js";
import { checkAge, checkClock, checkStep, isExpired, type TrustPolicy } from "./verify/step.js";
import { inSetOrder, producerSet } from "./wire/producerSet.js";

/** Headers fetched for one answer at most: 32 halvings of the longest chain, with room for many changes of the set. */
const maxHeadersForward = 512;
const maxHeadersBack = 20_000;

export interface FollowInput {
  readonly source: BlockSource;
  readonly crypto: CryptoProvider;
  readonly trusted: Trust;
  readonly trustPeriodMs: number;
  readonly maxClockDriftMs: number;
  /** Must be the chain's, if given; else it is learned from the first trusted header. */
  readonly chainId?: string;
  readonly now: () => number;
}

export interface FollowTrust {
  readonly blocks: TrustedBlocks;
  /** The verified block at a height. */
  reach(height: number, options?: LightRequestOptions): Promise<LightBlock>;
  /** The header that trust began with; undefined before the first question. */
  root(): LightBlock | undefined;
}

/** Throws SdkError `BadHeader` where the server's block is not the trusted one. */
function checkRoot(crypto: CryptoProvider, block: LightBlock, trusted: Trust): void {
  if ("hash" in trusted) {
    if (sameBytes(block.hash, fromHex(trusted.hash))) return;
    throw new SdkError(
      "BadHeader",
      `the node's header ${block.height} has the hash ${toHex(block.hash)}, not the trusted one`,
    );
  }
  if ("firstUse" in trusted) return;
  const keys = trusted.genesisProducers.map(({ consensusKey, power }) => ({ key: fromHex(consensusKey), power }));
  const { hash } = producerSet(crypto, inSetOrder(crypto, keys));
  if (!sameBytes(hash, block.header.producersHash))
    throw new SdkError("BadHeader", "the node's first header is not by the producers of the chain's specification");
  if (trusted.genesisHash !== undefined && !sameBytes(block.header.appHash, fromHex(trusted.genesisHash)))
    throw new SdkError("OtherChain", "the node's first header builds on another genesis block");
}

export function createFollowTrust(input: FollowInput): FollowTrust {
  const { source, crypto, trusted, now } = input;
  const blocks = createTrustedBlocks();
  let root: LightBlock | undefined;
  let beginning: Promise<TrustPolicy> | undefined;

  /** One root for all who ask at once: at first sight two answers could otherwise be two chains. */
  function begin(options?: LightRequestOptions): Promise<TrustPolicy> {
    beginning ??= findRoot(options).catch((error: unknown) => {
      beginning = undefined;
      throw error;
    });
    return beginning;
  }

  async function findRoot(options?: LightRequestOptions): Promise<TrustPolicy> {
    const rootHeight =
      "hash" in trusted ? trusted.height : "firstUse" in trusted ? await source.latestHeight(options) : 1;
    const found = await source.block(rootHeight, options);
    const { trustPeriodMs, maxClockDriftMs } = input;
    const policy = { trustPeriodMs, maxClockDriftMs, chainId: input.chainId ?? found.header.chainId };
    checkRoot(crypto, found, trusted);
    checkCommit(crypto, found, policy.chainId);
    checkClock(found, policy, now());
    checkAge(found, policy, now());
    blocks.add(found);
    root = found;
    return policy;
  }

  async function forward(from: LightBlock, height: number, rules: TrustPolicy, options?: LightRequestOptions) {
    let base = from;
    const goals = [await source.block(height, options)];
    for (let fetched = 1; ; ) {
      const goal = goals.at(-1);
      if (goal === undefined) return base;
      if (checkStep(crypto, base, goal, rules, now())) {
        blocks.add(goal);
        base = goal;
        goals.pop();
        continue;
      }
      fetched += 1;
      if (fetched > maxHeadersForward)
        throw new SdkError(
          "BadHeader",
          `more than ${maxHeadersForward} headers are needed to reach ${height}: trust a newer one`,
        );
      goals.push(await source.block(base.height + Math.floor((goal.height - base.height) / 2), options));
    }
  }

  async function backward(from: LightBlock, height: number, rules: TrustPolicy, options?: LightRequestOptions) {
    if (from.height - height > maxHeadersBack)
      throw new SdkError(
        "BadInput",
        `block ${height} is more than ${maxHeadersBack} before the trusted header ${from.height}`,
      );
    const hash = await source.hashBehind(from, height, options);
    const block = await source.block(height, options);
    if (!sameBytes(block.hash, hash))
      throw new SdkError("BadHeader", `the node's header ${height} is not the one that the trusted headers build on`);
    checkCommit(crypto, block, rules.chainId);
    blocks.add(block);
    return block;
  }

  return {
    blocks,
    root: () => root,
    async reach(height, options) {
      const rules = await begin(options);
      const [below, above] = [blocks.below(height), blocks.above(height)];
      if (below?.height === height) return below;
      if (below !== undefined && (above === undefined || !isExpired(below, rules, now())))
        return forward(below, height, rules, options);
      return backward(above as LightBlock, height, rules, options);
    },
  };
}
