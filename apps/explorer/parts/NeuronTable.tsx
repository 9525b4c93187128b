// The neurons of a subnet: who earns what, with the traffic that the gateway sends beside it.

import type { Metagraph, Neuron, Offer } from "@plexus/client/sdk";
import { milliseconds, tao } from "../format.js";
import type { GatewaySight } from "../live/network.js";
import { Link } from "../route.js";
import { Bar } from "./Bar.js";
import { Copyable } from "./Copyable.js";
import { Empty } from "./States.js";

interface Props {
  readonly graph: Metagraph;
  readonly offers: readonly Offer[];
  readonly gateway: GatewaySight | undefined;
  /** Miners only, the essential columns. */
  readonly compact?: boolean;
}

const modelOf = (offers: readonly Offer[], { hotkey }: Neuron) =>
  offers.find((offer) => offer.hotkey === hotkey)?.model;

function Row({ neuron, offers, gateway, compact }: { neuron: Neuron } & Omit<Props, "graph">) {
  const traffic = gateway?.traffic.find(({ hotkey }) => hotkey === neuron.hotkey);
  const routing = gateway?.routing.find(({ hotkey }) => hotkey === neuron.hotkey);
  return (
    <tr data-uid={neuron.uid}>
      <td class="number">{neuron.uid}</td>
      <td>
        <Link to={`/accounts/${neuron.hotkey}`}>
          {modelOf(offers, neuron) ?? (neuron.validatorPermit ? "validator" : "no offer")}
        </Link>
        {!compact && (
          <div class="under">
            <Copyable text={neuron.hotkey} />
          </div>
        )}
      </td>
      <td data-column="incentive">
        <Bar share={neuron.incentive} label="incentive" />
      </td>
      <td data-column="traffic">
        <Bar share={traffic?.share ?? 0} label="traffic" tone="muted" />
      </td>
      <td class="number">{milliseconds(routing?.latency_ms ?? traffic?.first_byte_ms)}</td>
      {!compact && (
        <>
          <td data-column="dividends">
            <Bar share={neuron.dividends} label="dividends" />
          </td>
          <td class="number">{tao(neuron.stakeRao, 2)}</td>
          <td class="number">{tao(neuron.emissionRao)}</td>
          <td>{neuron.validatorPermit ? "may set weights" : "–"}</td>
        </>
      )}
    </tr>
  );
}

export function NeuronTable({ graph, offers, gateway, compact = false }: Props) {
  const shown = graph.neurons
    .filter((neuron) => !compact || neuron.axon || modelOf(offers, neuron))
    .toSorted((a, b) => b.incentive - a.incentive || b.dividends - a.dividends || a.uid - b.uid);
  if (shown.length === 0)
    return <Empty>No miners have registered here yet: plexus miner --subnet {graph.netuid} starts one.</Empty>;
  return (
    <div class="scroll">
      <table>
        <caption class="visually-hidden">Neurons of subnet {graph.netuid} by incentive</caption>
        <thead>
          <tr>
            <th scope="col">uid</th>
            <th scope="col">{compact ? "miner" : "neuron"}</th>
            <th scope="col">incentive</th>
            <th scope="col">traffic (5 min)</th>
            <th scope="col" class="number">
              first byte
            </th>
            {!compact && (
              <>
                <th scope="col">dividends</th>
                <th scope="col" class="number">
                  stake
                </th>
                <th scope="col" class="number">
                  last epoch
                </th>
                <th scope="col">permit</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((neuron) => (
            <Row key={neuron.uid} neuron={neuron} offers={offers} gateway={gateway} compact={compact} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
