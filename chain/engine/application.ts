// What an engine asks of the chain, whoever decides on the next block: this process or CometBFT (architecture §3.5).
// Order of one block: propose (only its maker) → accept → finalise → commit. `check` and `query` at any time.

import type {
  BlockFacts,
  Changes,
  ExtrinsicOutcome,
  Head,
  ProducerUpdate,
  StateReader,
  Validity,
} from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import type { Header } from "./header.js";

export interface Proposal {
  parent: Head;
  number: number;
  /** SCALE DigestItem each. */
  digest: readonly Uint8Array[];
  /** Full bytes; the inherents first, [0] sets the time. */
  extrinsics: readonly Uint8Array[];
}

export interface Block {
  number: number;
  hash: Hex;
  header: Header;
  /** SCALE of the header, the preimage of the hash. */
  encodedHeader: Uint8Array;
  extrinsics: readonly Uint8Array[];
  extrinsicHashes: readonly Hex[];
  outcomes: readonly ExtrinsicOutcome[];
  changes: Changes;
  timestampMs: bigint;
  /** What changes in the set of producers. */
  producerUpdates: readonly ProducerUpdate[];
}

export interface ProposalLimits {
  /** Bytes for all extrinsics, each with EXTRINSIC_OVERHEAD_BYTES of its own. */
  maxBytes?: number;
}

export interface Application {
  /** Newest block on which others build. */
  readonly best: Head;
  /** Newest block that can never be undone. */
  readonly finalised: Head;
  /** Whether an extrinsic may wait in the pool, on the newest state. */
  check(extrinsic: Uint8Array): Validity;
  /** The next block, begun with these facts and filled from the pool. A share of the beacon that is refused is left out. */
  propose(facts: BlockFacts, limits?: ProposalLimits): Proposal;
  /**
   * Why an honest node would vote against the proposal; undefined if it would vote for it. It is executed for that, and
   * the result is kept for `finalise`. `expected` is what this node itself knows of the block: all but the beacon must agree.
   */
  accept(proposal: Proposal, nowMs: bigint, expected?: BlockFacts): string | undefined;
  /**
   * A proposal from the extrinsics that came over the network; its digest follows from its time. It keeps none of the bytes
   * that are handed in.
   */
  proposalOf(extrinsics: readonly Uint8Array[]): Proposal;
  /** Executes it, if `propose` or `accept` has not. Nothing is written yet. Throws InvalidBlock. */
  finalise(proposal: Proposal): Block;
  /** Writes what `finalise` made, in one durable step, and tells pool and listeners. */
  commit(): Block;
  /** State at a height that is kept; without one, of the best block. Throws StateUnavailable. */
  query(height?: number): StateReader;
}
