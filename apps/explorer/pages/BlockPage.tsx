// One block with its extrinsics and events.

import { clock } from "../format.js";
import { getJson } from "../live/http.js";
import type { Network } from "../live/network.js";
import { useAnswer } from "../live/store.js";
import { Copyable } from "../parts/Copyable.js";
import { EventList, type EventRow, ExtrinsicList, type ExtrinsicRow } from "../parts/ExtrinsicList.js";
import { Answer, Empty } from "../parts/States.js";
import { Link } from "../route.js";

interface Block {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly stateRoot: string;
  readonly timestampMs: number;
  readonly extrinsics: readonly ExtrinsicRow[];
  readonly events: readonly EventRow[];
}

export function BlockPage({ network, id }: { network: Network; id: string }) {
  const answer = useAnswer(() => getJson<Block>(`${network.config.api}/api/blocks/${id}`), [id]);
  return (
    <Answer answer={answer}>
      {(block) => (
        <>
          <h1>Block {block.number}</h1>
          <section class="panel">
            <dl class="facts">
              <dt>made at</dt>
              <dd>{clock(block.timestampMs)}</dd>
              <dt>hash</dt>
              <dd>
                <Copyable text={block.hash} each={10} />
              </dd>
              <dt>parent</dt>
              <dd>
                {block.number > 0 ? <Link to={`/blocks/${block.number - 1}`}>#{block.number - 1}</Link> : "–"}{" "}
                <Copyable text={block.parentHash} each={10} />
              </dd>
              <dt>state root</dt>
              <dd>
                <Copyable text={block.stateRoot} each={10} />
              </dd>
            </dl>
          </section>
          <section class="panel">
            <h2>Extrinsics</h2>
            <ExtrinsicList rows={block.extrinsics} />
          </section>
          <section class="panel">
            <h2>Events</h2>
            {block.events.length > 0 ? <EventList rows={block.events} /> : <Empty>None.</Empty>}
          </section>
        </>
      )}
    </Answer>
  );
}
