// Who makes blocks: votes, power, bond, and how reliably; the elected first.

import type { Producer, ProducerSession } from "@plexus/client/sdk";
import { percent, shorten, tao } from "../format.js";
import { Link } from "../route.js";
import { Bar } from "./Bar.js";
import { Copyable } from "./Copyable.js";
import { stateOf } from "./producerState.js";
import { Empty } from "./States.js";

interface Props {
  readonly producers: readonly Producer[];
  readonly session: ProducerSession;
}

interface Totals {
  readonly votesRao: bigint;
  readonly power: bigint;
}

/** Exact enough for a bar: a part per million. */
const shareOf = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000;

function Row({ producer, session, totals }: { producer: Producer; session: ProducerSession; totals: Totals }) {
  const power = shareOf(producer.electedPower, totals.power);
  return (
    <tr data-hotkey={producer.hotkey}>
      <td>
        <Link to={`/accounts/${producer.hotkey}`}>{producer.name || shorten(producer.hotkey)}</Link>
        <div class="under">
          signs as <Copyable text={producer.consensusAddress} />
        </div>
      </td>
      <td data-column="votes">
        <Bar share={shareOf(producer.votesRao, totals.votesRao)} label="votes" tone="muted" />
        <div class="under number">{tao(producer.votesRao, 2)}</div>
      </td>
      <td data-column="power" class="number">
        {producer.electedPower === 0n ? "–" : percent(power, 2)}
      </td>
      <td data-column="bond" class="number">
        {tao(producer.bondRao, 2)}
      </td>
      <td data-column="missed" class="number">
        {producer.missed} <small>of {session.missedWindow}</small>
      </td>
      <td data-column="made" class="number">
        {producer.blocksMade}
      </td>
      <td class="number">{tao(producer.feesRao)}</td>
      <td data-column="state">{stateOf(producer, session)}</td>
    </tr>
  );
}

const HEADS = ["votes", "power", "bond", "missed", "blocks made", "fees", "state"];
const isNumber = (head: string): boolean => !["votes", "state"].includes(head);

export function ProducerTable({ producers, session }: Props) {
  if (producers.length === 0)
    return (
      <Empty>Nobody has joined: this chain's blocks are made by one node. `plexus producer join` bonds one.</Empty>
    );
  const totals = {
    votesRao: producers.reduce((sum, { votesRao }) => sum + votesRao, 0n),
    power: producers.reduce((sum, { electedPower }) => sum + electedPower, 0n),
  };
  const order = producers.toSorted(
    (a, b) => Number(b.electedPower - a.electedPower) || Number(b.votesRao - a.votesRao) || a.joinedAt - b.joinedAt,
  );
  return (
    <div class="scroll">
      <table>
        <caption class="visually-hidden">Producers by power</caption>
        <thead>
          <tr>
            <th scope="col">producer</th>
            {HEADS.map((head) => (
              <th scope="col" key={head} class={isNumber(head) ? "number" : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((producer) => (
            <Row key={producer.hotkey} producer={producer} session={session} totals={totals} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
