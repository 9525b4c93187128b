// Who makes the blocks, with what votes and bond, until when; and how the node behind this page stands.

import { getProducerSession, getProducers, type ProducerSession } from "@plexus/client/sdk";
import type { Network } from "../live/network.js";
import { type NodeStatus, readNodeStatus } from "../live/nodeStatus.js";
import { useAnswer, useStore } from "../live/store.js";
import { ProducerTable } from "../parts/ProducerTable.js";
import { Answer, Failed } from "../parts/States.js";
import { Tile } from "../parts/Tile.js";

async function read(network: Network) {
  const client = network.client();
  if (!client) throw new Error("no connection to the node yet");
  const { hash } = await client.finalizedHead();
  const [producers, session, node] = await Promise.all([
    getProducers(client, { at: hash }),
    getProducerSession(client, { at: hash }),
    readNodeStatus(client, network.config.api),
  ]);
  return { producers, session, node };
}

const ENGINES = { solo: "one node", comet: "CometBFT" } as const;

/** "producing", "in sync", "123 blocks behind", "waiting". */
function standing({ status, isProducing, currentBlock, highestBlock }: NodeStatus): string {
  const behind = highestBlock - currentBlock;
  if (status === "syncing" && behind > 0) return `${behind} blocks behind`;
  if (status !== "ok") return status;
  return isProducing ? "producing" : "in sync";
}

function Tiles({ session, node, elected }: { session: ProducerSession; node: NodeStatus; elected: number }) {
  return (
    <section class="tiles" aria-label="State of production">
      <Tile label="engine" testId="engine">
        {ENGINES[node.engine]}
      </Tile>
      <Tile label="elected" testId="elected-count">
        {elected}
      </Tile>
      <Tile label="session" testId="session">
        {session.index}
      </Tile>
      <Tile label="ends in" unit="blocks" testId="session-ends">
        {Math.max(0, session.endsAt - node.currentBlock)}
      </Tile>
      <Tile label="this node" testId="node-state">
        {standing(node)}
      </Tile>
      <Tile label="its peers" testId="peers">
        {node.peers}
      </Tile>
      <Tile label="rules">{node.specVersion}</Tile>
      {node.upgrade && (
        <Tile label={`rules ${node.upgrade.specVersion}, which this node ${node.upgrade.known ? "has" : "lacks"}`}>
          from block {node.upgrade.atBlock}
        </Tile>
      )}
    </section>
  );
}

export function ProducersPage({ network }: { network: Network }) {
  const connection = useStore(network.connection);
  const [head] = useStore(network.heads);
  const answer = useAnswer(() => read(network), [connection.state, head?.number]);
  return (
    <>
      <h1>Producers</h1>
      <Answer answer={answer}>
        {({ producers, session, node }) => (
          <>
            <Tiles
              session={session}
              node={node}
              elected={producers.filter(({ electedPower }) => electedPower > 0n).length}
            />
            {node.detail !== "" && <Failed message={`This node: ${node.detail}.`} />}
            <section class="panel" aria-label="Producers">
              <ProducerTable producers={producers} session={session} />
            </section>
          </>
        )}
      </Answer>
    </>
  );
}
