// All subnets.

import { tao } from "../format.js";
import type { Network } from "../live/network.js";
import { useStore } from "../live/store.js";
import { Empty } from "../parts/States.js";
import { Link } from "../route.js";

export function SubnetsPage({ network }: { network: Network }) {
  const subnets = useStore(network.subnets);
  const graphs = useStore(network.metagraphs);
  return (
    <section class="panel">
      <h1>Subnets</h1>
      {!subnets ? (
        <Empty>Loading…</Empty>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">
                  netuid
                </th>
                <th scope="col">name</th>
                <th scope="col" class="number">
                  emission a block
                </th>
                <th scope="col" class="number">
                  held for epoch
                </th>
                <th scope="col" class="number">
                  neurons
                </th>
                <th scope="col" class="number">
                  tempo
                </th>
              </tr>
            </thead>
            <tbody>
              {subnets.map((subnet) => (
                <tr key={subnet.netuid}>
                  <td class="number">{subnet.netuid}</td>
                  <td>
                    <Link to={`/subnets/${subnet.netuid}`}>{subnet.name}</Link>
                  </td>
                  <td class="number">{tao(subnet.emissionRao)}</td>
                  <td class="number">{tao(subnet.pendingRao)}</td>
                  <td class="number">{graphs.get(subnet.netuid)?.neurons.length ?? "–"}</td>
                  <td class="number">{subnet.tempo}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
