// On an account's page: what it does as a producer, or as the owner of one.

import { getProducerSession, getProducers } from "@plexus/client/sdk";
import { tao } from "../format.js";
import { featuresOf } from "../live/features.js";
import type { Network } from "../live/network.js";
import { useAnswer } from "../live/store.js";
import { Link } from "../route.js";
import { stateOf } from "./producerState.js";

async function read(network: Network, address: string) {
  const client = network.client();
  if (!client || !featuresOf(client).producers) return undefined;
  const [producers, session] = await Promise.all([getProducers(client), getProducerSession(client)]);
  return { session, mine: producers.filter(({ hotkey, coldkey }) => hotkey === address || coldkey === address) };
}

export function ProducerNote({ network, address, block }: { network: Network; address: string; block: number }) {
  const answer = useAnswer(() => read(network, address), [address, block]);
  const told = answer.state === "ready" ? answer.value : undefined;
  if (!told || told.mine.length === 0) return null;
  return (
    <section class="panel" data-testid="as-producer">
      <h2>As a producer</h2>
      <ul class="events">
        {told.mine.map((producer) => (
          <li key={producer.hotkey}>
            <Link to="/producers">{stateOf(producer, told.session)}</Link>: bond {tao(producer.bondRao, 9)}, votes{" "}
            {tao(producer.votesRao, 9)}, {producer.blocksMade} blocks made, fees {tao(producer.feesRao, 9)}
          </li>
        ))}
      </ul>
    </section>
  );
}
