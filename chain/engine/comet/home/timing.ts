// The clockwork of a block (cometbft.md §7): after a commit CometBFT waits `commitMs`, then the proposer holds its proposal
// back until the block is due (pacing.ts); who waits for it gives up after `proposeMs`. So the interval is kept by a measured
// hold and not by a constant that is right on one machine only.

export interface Timing {
  /** CometBFT's own wait after a commit. */
  readonly commitMs: number;
  /** How long the others wait for a proposal, in round 0. */
  readonly proposeMs: number;
  /** How much longer in each further round. */
  readonly proposeDeltaMs: number;
  /** The longest that a proposer may hold back. */
  readonly holdMs: number;
  /** How often CometBFT asks what of the pool the peers should have. */
  readonly reapMs: number;
  /** What came from a peer is in a block by then, or somebody has not heard of it. */
  readonly passOnMs: number;
}

/** What building, sending and receiving a proposal may take on a slow machine. */
const BUILD_MARGIN_MS = 700;

export function timingFor(blockTimeMs: number): Timing {
  const commitMs = Math.round(blockTimeMs * (blockTimeMs >= 1_000 ? 0.65 : 0.4));
  const holdMs = Math.round(blockTimeMs - commitMs);
  const proposeMs = holdMs + Math.max(BUILD_MARGIN_MS, Math.round(blockTimeMs / 4));
  return {
    commitMs,
    proposeMs,
    proposeDeltaMs: Math.max(200, Math.round(blockTimeMs / 10)),
    holdMs,
    reapMs: Math.min(250, Math.max(50, Math.round(blockTimeMs / 5))),
    passOnMs: Math.min(3_000, Math.max(500, 2 * blockTimeMs)),
  };
}
