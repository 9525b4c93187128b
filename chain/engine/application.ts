// What an engine asks of the chain, whoever decides on the next block: this process or CometBFT (architecture §3.5).
// Order of one block: propose (only its maker) → accept → finalise → commit. `check` and `query` at any time.

import type { Changes, ExtrinsicOutcome, Head, StateReader, Validity } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import type { Header } from "./header.js";

export interface Proposal {
  parent: Head;
  number: number;
  /** SCALE DigestItem each. */
  digest: readonly Uint8Array[];
  /** Full bytes; [0] sets the time. */
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
}

export interface Application {
  /** Newest block on which others build. */
  readonly best: Head;
  /** Newest block that can never be undone. */
  readonly finalised: Head;
  /** Whether an extrinsic may wait in the pool, on the newest state. */
  check(extrinsic: Uint8Array): Validity;
  /** The next block, filled from the pool, at that time. */
  propose(timestampMs: bigint): Proposal;
  /** Why an honest node would vote against the proposal; undefined if it would vote for it. */
  accept(proposal: Proposal, nowMs: bigint): string | undefined;
  /** Executes it. Nothing is written yet. Throws InvalidBlock. */
  finalise(proposal: Proposal): Block;
  /** Writes what `finalise` made, in one durable step, and tells pool and listeners. */
  commit(): Block;
  /** State at a height that is kept; without one, of the best block. Throws StateUnavailable. */
  query(height?: number): StateReader;
}
