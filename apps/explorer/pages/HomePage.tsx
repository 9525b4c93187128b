// The first screen answers: is it alive, who is good, can I use it (surfaces.md).

import { tao } from "../format.js";
import { HOME_NETUID, type Network } from "../live/network.js";
import { useStore } from "../live/store.js";
import { AskBox } from "../parts/AskBox.js";
import { Copyable } from "../parts/Copyable.js";
import { NeuronTable } from "../parts/NeuronTable.js";
import { Empty } from "../parts/States.js";
import { Link } from "../route.js";

function Alive({ network }: { network: Network }) {
  const heads = useStore(network.heads);
  const subnets = useStore(network.subnets);
  const gateway = useStore(network.gateway);
  const producerCount = useStore(network.producerCount);
  const graph = useStore(network.metagraphs).get(HOME_NETUID);
  const [head] = heads;
  const blocksUntilEpoch =
    graph && head && graph.tempo > 0
      ? graph.tempo + 1 - ((head.number + HOME_NETUID + 1) % (graph.tempo + 1))
      : undefined;
  return (
    <section class="tiles" aria-label="State of the network">
      <div>
        <span class="label">block</span>
        <span class="big" data-testid="head">
          {head?.number ?? "–"}
        </span>
      </div>
      <div>
        <span class="label">next epoch in</span>
        <span class="big">
          {blocksUntilEpoch ?? "–"}
          <small> blocks</small>
        </span>
      </div>
      {producerCount !== undefined && (
        <div>
          <span class="label">producers</span>
          <span class="big" data-testid="producer-count">
            {producerCount}
          </span>
        </div>
      )}
      <div>
        <span class="label">subnets</span>
        <span class="big" data-testid="subnet-count">
          {subnets?.length ?? "–"}
        </span>
      </div>
      <div>
        <span class="label">subnet {HOME_NETUID} earns</span>
        <span class="big">
          {graph ? tao(graph.emissionRao, 2) : "–"}
          <small> a block</small>
        </span>
      </div>
      <div>
        <span class="label">requests (5 min)</span>
        <span class="big">{gateway?.requests ?? "–"}</span>
      </div>
    </section>
  );
}

function Blocks({ network }: { network: Network }) {
  const heads = useStore(network.heads);
  return (
    <section class="panel recent" aria-labelledby="blocks-title">
      <h2 id="blocks-title">Blocks</h2>
      {heads.length === 0 ? (
        <Empty>Waiting for the first block.</Empty>
      ) : (
        <ol class="blocks" reversed>
          {heads.slice(0, 10).map((head) => (
            <li key={head.number}>
              <Link to={`/blocks/${head.number}`}>#{head.number}</Link> <Copyable text={head.hash} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function HomePage({ network }: { network: Network }) {
  const graph = useStore(network.metagraphs).get(HOME_NETUID);
  const offers = useStore(network.offers);
  const gateway = useStore(network.gateway);
  const gatewayError = useStore(network.gatewayError);
  return (
    <>
      <h1 class="visually-hidden">The network at a glance</h1>
      <Alive network={network} />
      <div class="columns">
        <section class="panel miners" aria-labelledby="miners-title">
          <h2 id="miners-title">
            Miners by incentive{" "}
            <small>
              <Link to={`/subnets/${HOME_NETUID}`}>subnet {HOME_NETUID}</Link>
            </small>
          </h2>
          {graph ? <NeuronTable graph={graph} offers={offers} gateway={gateway} compact /> : <Empty>Loading…</Empty>}
          {gatewayError && <p class="note">Traffic unknown: {gatewayError}.</p>}
        </section>
        <AskBox config={network.config} />
        <Blocks network={network} />
      </div>
    </>
  );
}
