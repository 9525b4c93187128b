// A proposal that is voted on or waits to be carried out: what would change, how it stands, how long still.

import { percent, tao } from "../format.js";
import type { ProposalView } from "../live/proposals.js";
import { Link } from "../route.js";
import { Bar } from "./Bar.js";
import { Changes } from "./Changes.js";
import { Copyable } from "./Copyable.js";
import { statusText } from "./proposalStatus.js";
import { ThresholdCurve } from "./ThresholdCurve.js";

interface Props {
  readonly proposal: ProposalView;
  readonly block: number;
  /** How long a block takes, ms: to say when beside at which block. */
  readonly blockTimeMs: number;
}

function inTime(blocks: number, blockTimeMs: number): string {
  const seconds = Math.max(0, (blocks * blockTimeMs) / 1_000);
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}

function Facts({ proposal, block, blockTimeMs }: Props) {
  const { depositRao, state, proposer } = proposal;
  const after = (target: number) => `block ${target}, in ${inTime(target - block, blockTimeMs)}`;
  return (
    <dl class="facts">
      <dt>deposit</dt>
      <dd>
        {tao(depositRao)} by <Copyable text={proposer} />
      </dd>
      {state.kind === "Deciding" && (
        <>
          <dt>votes end</dt>
          <dd data-column="left">{after(state.endsAt)}</dd>
        </>
      )}
      {state.kind === "Deciding" && state.passesAt !== undefined && (
        <>
          <dt>passes</dt>
          <dd>{after(state.passesAt)}, if it stays so</dd>
        </>
      )}
      <dt>takes effect</dt>
      <dd data-column="enact">
        {state.kind === "Passed" ? after(state.enactAt) : `${proposal.enactmentDelayBlocks} blocks after it has passed`}
      </dd>
    </dl>
  );
}

export function ProposalCard({ proposal, block, blockTimeMs }: Props) {
  const { id, title, track, approval, threshold, turnout, quorum, curve, elapsed } = proposal;
  const enough = turnout >= quorum ? "enough" : `needs ${percent(quorum)}`;
  return (
    <article class="panel proposal" data-proposal={id} aria-labelledby={`proposal-${id}`}>
      <h2 id={`proposal-${id}`}>
        #{id} {title || "without a title"}{" "}
        <small>
          {track} · <span data-column="status">{statusText(proposal)}</span>
        </small>
      </h2>
      <div class="proposal-body">
        <div>
          <Changes changes={proposal.changes} />
          <Facts proposal={proposal} block={block} blockTimeMs={blockTimeMs} />
        </div>
        <div>
          <ThresholdCurve curve={curve} now={elapsed} approval={approval} approvalNeeded={threshold} />
          <div class="turnout" data-column="turnout">
            <span class="label">turnout, {enough}</span>
            <Bar share={turnout} label="turnout" tone={turnout >= quorum ? "accent" : "muted"} />
          </div>
        </div>
      </div>
      {proposal.link !== "" && (
        <p class="note">
          Reasons:{" "}
          {/^https?:\/\//.test(proposal.link) ? (
            <a href={proposal.link} rel="noreferrer noopener">
              {proposal.link}
            </a>
          ) : (
            proposal.link
          )}
        </p>
      )}
      <p class="visually-hidden">
        <Link to={`/accounts/${proposal.proposer}`}>The proposer's account</Link>
      </p>
    </article>
  );
}
