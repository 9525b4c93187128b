// One extrinsic: arguments, result, events.

import { getJson } from "../live/http.js";
import type { Network } from "../live/network.js";
import { useAnswer } from "../live/store.js";
import { Copyable } from "../parts/Copyable.js";
import { EventList, type EventRow, ExtrinsicList, type ExtrinsicRow } from "../parts/ExtrinsicList.js";
import { Answer } from "../parts/States.js";

export function ExtrinsicPage({ network, hash }: { network: Network; hash: string }) {
  const answer = useAnswer(
    () => getJson<ExtrinsicRow & { events: EventRow[] }>(`${network.config.api}/api/extrinsics/${hash}`),
    [hash],
  );
  return (
    <Answer answer={answer}>
      {(row) => (
        <>
          <h1>
            {row.pallet}.{row.call}
          </h1>
          <section class="panel">
            <p>
              Hash <Copyable text={row.hash} each={10} />
            </p>
            <ExtrinsicList rows={[row]} />
            <h2>Arguments</h2>
            <pre>{JSON.stringify(row.args, null, 2)}</pre>
          </section>
          <section class="panel">
            <h2>Events</h2>
            <EventList rows={row.events} />
          </section>
        </>
      )}
    </Answer>
  );
}
