// What stakers decide on now, how each proposal stands, and what was decided before.

import type { PlexusClient } from "@plexus/client/sdk";
import { percent } from "../format.js";
import type { Network } from "../live/network.js";
import { isLive, type ProposalView, readProposals } from "../live/proposals.js";
import { useAnswer, useStore } from "../live/store.js";
import { Changes } from "../parts/Changes.js";
import { ProposalCard } from "../parts/ProposalCard.js";
import { statusText } from "../parts/proposalStatus.js";
import { Answer, Empty } from "../parts/States.js";

/** Blocks over which the chain's pace is measured. */
const PACE_BLOCKS = 10;

async function paceMs(client: PlexusClient, number: number): Promise<number> {
  const first = Math.max(1, number - PACE_BLOCKS);
  if (number <= first) return 1_000;
  const now = client.declarations.entry("Timestamp", "Now");
  const at = async (height: number) => {
    const { hash } = await client.headerAt(height);
    return Number((await client.query(now, [], { at: hash })) as bigint);
  };
  const [early, late] = await Promise.all([at(first), at(number)]);
  return (late - early) / (number - first);
}

async function read(network: Network) {
  const client = network.client();
  if (!client) throw new Error("no connection to the node yet");
  const head = await client.finalizedHead();
  const [proposals, blockTimeMs] = await Promise.all([readProposals(client, head), paceMs(client, head.number)]);
  return { proposals, block: head.number, blockTimeMs };
}

function History({ proposals }: { proposals: readonly ProposalView[] }) {
  if (proposals.length === 0) return <Empty>Nothing has been decided yet.</Empty>;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {["proposal", "track", "change", "ayes", "turnout", "outcome"].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proposals.map((proposal) => (
            <tr key={proposal.id} data-proposal={proposal.id}>
              <td>
                #{proposal.id} {proposal.title}
              </td>
              <td>{proposal.track}</td>
              <td>
                <Changes changes={proposal.changes} />
              </td>
              <td>{percent(proposal.approval)}</td>
              <td>{percent(proposal.turnout)}</td>
              <td data-column="status">
                {statusText(proposal)}
                {"at" in proposal.state && <small> at block {proposal.state.at}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function GovernancePage({ network }: { network: Network }) {
  const connection = useStore(network.connection);
  const [head] = useStore(network.heads);
  const answer = useAnswer(() => read(network), [connection.state, head?.number]);
  return (
    <>
      <h1>Governance</h1>
      <Answer answer={answer}>
        {({ proposals, block, blockTimeMs }) => (
          <>
            <section aria-label="Live proposals" data-testid="live-proposals">
              {proposals.some(isLive) ? (
                proposals
                  .filter(isLive)
                  .map((proposal) => (
                    <ProposalCard key={proposal.id} proposal={proposal} block={block} blockTimeMs={blockTimeMs} />
                  ))
              ) : (
                <p class="panel empty">
                  Nothing is voted on now. <code>plexus proposal create</code> begins something.
                </p>
              )}
            </section>
            <section class="panel" aria-labelledby="history-title">
              <h2 id="history-title">Decided</h2>
              <History proposals={proposals.filter((proposal) => !isLive(proposal))} />
            </section>
          </>
        )}
      </Answer>
    </>
  );
}
