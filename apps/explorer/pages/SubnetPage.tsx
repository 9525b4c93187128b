// One subnet: its neurons, and incentive over the last hundred epochs.

import { tao } from "../format.js";
import { getJson } from "../live/http.js";
import { HOME_NETUID, type Network } from "../live/network.js";
import { useAnswer, useStore } from "../live/store.js";
import { type EpochRow, HistoryChart } from "../parts/HistoryChart.js";
import { NeuronTable } from "../parts/NeuronTable.js";
import { Answer, Empty } from "../parts/States.js";

export function SubnetPage({ network, netuid }: { network: Network; netuid: number }) {
  const graph = useStore(network.metagraphs).get(netuid);
  const subnets = useStore(network.subnets);
  const allOffers = useStore(network.offers);
  const gateway = useStore(network.gateway);
  const history = useAnswer(
    () => getJson<EpochRow[]>(`${network.config.api}/api/subnets/${netuid}/history?epochs=100`),
    [netuid, graph?.lastEpochBlock],
  );
  if (!graph)
    return (
      <Empty>
        {subnets && !subnets.some((each) => each.netuid === netuid) ? `There is no subnet ${netuid}.` : "Loading…"}
      </Empty>
    );
  const offers = netuid === HOME_NETUID ? allOffers : [];
  const names = new Map(
    graph.neurons.map((neuron) => [
      neuron.uid,
      offers.find((offer) => offer.hotkey === neuron.hotkey)?.model ?? `uid ${neuron.uid}`,
    ]),
  );
  return (
    <>
      <h1>
        Subnet {netuid}
        {graph.name === `subnet ${netuid}` ? "" : `: ${graph.name}`}
      </h1>
      <section class="tiles" aria-label="Parameters">
        <div>
          <span class="label">emission</span>
          <span class="big">
            {tao(graph.emissionRao)}
            <small> a block</small>
          </span>
        </div>
        <div>
          <span class="label">tempo</span>
          <span class="big">
            {graph.tempo}
            <small> blocks</small>
          </span>
        </div>
        <div>
          <span class="label">last epoch</span>
          <span class="big">{graph.lastEpochBlock}</span>
        </div>
        <div>
          <span class="label">neurons</span>
          <span class="big">
            {graph.neurons.length}
            <small> of {graph.maxNeurons}</small>
          </span>
        </div>
        <div>
          <span class="label">registration</span>
          <span class="big">{tao(graph.burnRao)}</span>
        </div>
      </section>
      <section class="panel" aria-label="Neurons">
        <NeuronTable graph={graph} offers={offers} gateway={netuid === HOME_NETUID ? gateway : undefined} />
      </section>
      <section class="panel" aria-labelledby="history-title">
        <h2 id="history-title">Incentive, last 100 epochs</h2>
        <Answer answer={history}>{(rows) => <HistoryChart history={rows} names={names} />}</Answer>
      </section>
    </>
  );
}
