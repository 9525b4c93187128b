// The consensus connection: how a block goes under CometBFT (README.md). PrepareProposal at its maker, ProcessProposal at the
// others, FinalizeBlock and Commit at all. What a peer proposes can only be refused; an error of our own ends the engine.

import type { BlockFacts } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { Application, Block } from "../application.js";
import type { Logger } from "../logger.js";
import type { AbciHandlers } from "./abci/handlers.js";
import { blockFacts, validatorUpdates } from "./blockFacts.js";
import { evidenceDuration, MAXIMUM_EVIDENCE_BYTES } from "./home/genesisFile.js";
import { ResponseProcessProposal_ProposalStatus as Vote, type VoteInfo } from "./proto/abci.js";
import type { ConsensusParams } from "./proto/params.js";

export interface BlockHandlerOptions {
  readonly application: Application;
  readonly logger: Logger;
  readonly genesisHash: Hex;
  readonly chainId: string;
  /** Whom the spec elects first: consensus key in hex → power. */
  readonly genesisPower: ReadonlyMap<Hex, bigint>;
  /** The author's share in the session's randomness, if it has one due. */
  readonly beacon: (facts: BlockFacts) => NonNullable<BlockFacts["consensus"]>["beacon"];
  /** Resolves when an own proposal is due. */
  readonly hold: (height: number) => Promise<void>;
  readonly blockTimeMs: number;
  /** For how many blocks evidence counts, where this block changes that. */
  readonly evidenceAgeAfter: (block: Block) => number | undefined;
  /** The votes for the parent, in a block that is decided; throws where this node must not go on signing. */
  readonly onVotes: (votes: readonly VoteInfo[], height: number) => void;
  readonly onCommitted: (block: Block) => void;
  /** Lowest height that CometBFT must keep; 0: all. */
  readonly retainHeight: () => number;
}

type BlockCalls = "info" | "initChain" | "prepareProposal" | "processProposal" | "finalizeBlock" | "commit";

export function blockHandlers(options: BlockHandlerOptions): Pick<AbciHandlers, BlockCalls> {
  const { application, logger } = options;
  return {
    info: () => ({
      data: "plexus",
      version: "",
      appVersion: 0n,
      lastBlockHeight: BigInt(application.best.number),
      lastBlockAppHash: fromHex(application.best.hash),
    }),

    initChain(request) {
      assertSameChain(options, request.chainId, request.validators);
      return { consensusParams: undefined, validators: [], appHash: fromHex(options.genesisHash) };
    },

    async prepareProposal(request) {
      await options.hold(Number(request.height));
      try {
        const votes = request.localLastCommit?.votes ?? [];
        const facts = withBeacon(blockFacts({ ...request, votes }), options);
        assertNext(application, request.height);
        const proposal = application.propose(facts, { maxBytes: Number(request.maxTxBytes) });
        return { txs: [...proposal.extrinsics] };
      } catch (error) {
        // Everybody refuses an empty block, this node too; the next producer proposes in the next round.
        logger.error({ err: error, block: Number(request.height) }, "making a proposal failed");
        return { txs: [] };
      }
    },

    processProposal(request) {
      const problem = problemOf(options, request);
      if (problem === undefined) return { status: Vote.ACCEPT };
      logger.warn(
        { block: Number(request.height), proposer: toHex(request.proposerAddress), problem },
        "a proposed block is refused",
      );
      return { status: Vote.REJECT };
    },

    finalizeBlock(request) {
      assertNext(application, request.height);
      options.onVotes(request.decidedLastCommit?.votes ?? [], Number(request.height) - 1);
      const block = application.finalise(application.proposalOf(request.txs));
      return {
        events: [],
        txResults: block.outcomes.map(({ ok }) => txResult(ok ? 0 : 1)),
        validatorUpdates: validatorUpdates(block.producerUpdates),
        consensusParamUpdates: evidenceUpdate(options.evidenceAgeAfter(block), options.blockTimeMs),
        appHash: fromHex(block.hash),
      };
    },

    commit() {
      options.onCommitted(application.commit());
      return { retainHeight: BigInt(options.retainHeight()) };
    },
  };
}

/** CometBFT's own rules of evidence follow the chain's. */
function evidenceUpdate(ageBlocks: number | undefined, blockTimeMs: number): ConsensusParams | undefined {
  if (ageBlocks === undefined) return undefined;
  const { seconds, nanos } = evidenceDuration(ageBlocks, blockTimeMs);
  return {
    block: undefined,
    evidence: {
      maxAgeNumBlocks: BigInt(ageBlocks),
      maxAgeDuration: { seconds, nanos },
      maxBytes: BigInt(MAXIMUM_EVIDENCE_BYTES),
    },
    validator: undefined,
    version: undefined,
    abci: undefined,
    authority: undefined,
  };
}

/** Bare of everything that nobody reads: the node keeps outcomes and events itself. */
function txResult(code: number) {
  return { code, data: new Uint8Array(), log: "", info: "", gasWanted: 0n, gasUsed: 0n, events: [], codespace: "" };
}

type ProposalRequest = Parameters<AbciHandlers["processProposal"]>[0];

/** Never throws: a proposal that our own law fails on is refused, and said. */
function problemOf({ application, logger }: BlockHandlerOptions, request: ProposalRequest): string | undefined {
  try {
    assertNext(application, request.height);
    const facts = blockFacts({ ...request, votes: request.proposedLastCommit?.votes ?? [] });
    return application.accept(application.proposalOf(request.txs), BigInt(Date.now()), facts);
  } catch (error) {
    logger.error({ err: error, block: Number(request.height) }, "checking a proposed block failed");
    return `checking it failed: ${(error as Error).message}`;
  }
}

function withBeacon(facts: BlockFacts, { beacon, logger }: BlockHandlerOptions): BlockFacts {
  if (!facts.consensus) return facts;
  try {
    const share = beacon(facts);
    return share ? { ...facts, consensus: { ...facts.consensus, beacon: share } } : facts;
  } catch (error) {
    // A block without its author's share is a good block.
    logger.error({ err: error }, "the share of the randomness beacon could not be made");
    return facts;
  }
}

function assertNext(application: Application, height: bigint): void {
  const due = application.best.number + 1;
  if (height !== BigInt(due)) throw new Error(`CometBFT is at block ${height} where ${due} is due`);
}

function assertSameChain(
  options: BlockHandlerOptions,
  chainId: string,
  validators: Parameters<AbciHandlers["initChain"]>[0]["validators"],
): void {
  if (chainId !== options.chainId)
    throw new Error(`CometBFT is configured for the chain ${chainId}, this node's is ${options.chainId}`);
  const asked = new Map(
    validators.map(({ pubKey, power }) => [pubKey?.sum ? toHex(pubKey.sum.value) : "0x", power] as const),
  );
  const expected = options.genesisPower;
  if (asked.size !== expected.size || [...asked].some(([key, power]) => expected.get(key as Hex) !== power))
    throw new Error("the producers in CometBFT's genesis.json are not those of the chain's spec");
}
