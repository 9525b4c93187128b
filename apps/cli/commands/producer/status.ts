// `plexus producer status`: who makes blocks, with what votes and bond, how reliably, and when the next election is.
import type { Producer, ProducerSession } from "@plexus/client/sdk";
import { stateOf } from "../../../explorer/parts/producerState.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

/** Amounts become rao as text, for JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item)));
}

/** "25.00 %" of the power of all elected; "–" outside the set. */
function powerOf({ electedPower }: Producer, totalPower: bigint): string {
  if (electedPower === 0n || totalPower === 0n) return "–";
  return `${(Number((electedPower * 1_000_000n) / totalPower) / 10_000).toFixed(2)} %`;
}

function row(producer: Producer, session: ProducerSession, totalPower: bigint): string[] {
  return [
    producer.name === "" ? producer.hotkey : `${producer.name} ${producer.hotkey}`,
    formatTao(producer.votesRao),
    powerOf(producer, totalPower),
    formatTao(producer.bondRao),
    `${producer.missed}/${session.missedWindow}`,
    String(producer.blocksMade),
    formatTao(producer.feesRao),
    stateOf(producer, session),
  ];
}

const titles = ["producer", "votes", "power", "bond", "missed", "made", "fees", "state"];

export const producerStatusCommand = defineCommand({
  words: "producer status",
  summary: "show all producers and the session",
  examples: [
    { line: "producer status", about: "who makes blocks, and who waits" },
    { line: "producer status --json --endpoint ws://127.0.0.1:9954", about: "as another node sees it, for a script" },
  ],
  async run(context) {
    const client = await context.chain();
    const { getProducerSession, getProducers } = await import("@plexus/client/sdk");
    const { hash, number } = await client.finalizedHead();
    const [producers, session, version] = await Promise.all([
      getProducers(client, { at: hash }),
      getProducerSession(client, { at: hash }),
      client.request("plexus_version") as Promise<{ engine?: string }>,
    ]);
    const totalPower = producers.reduce((sum, { electedPower }) => sum + electedPower, 0n);
    const order = producers.toSorted(
      (one, other) => Number(other.electedPower - one.electedPower) || Number(other.votesRao - one.votesRao),
    );
    const left = Math.max(0, session.endsAt - number);
    const engine = version.engine === "comet" ? "CometBFT" : "one node alone";
    const head = `Block ${number}, session ${session.index}: ${session.length - left} of ${session.length} blocks, election at block ${session.endsAt}; engine ${engine}`;
    const table = formatTable(
      titles,
      order.map((producer) => row(producer, session, totalPower)),
      "Nobody has joined; `plexus producer join` bonds a node.",
    );
    return {
      json: plain({ block: number, engine: version.engine ?? "solo", session, producers: order }),
      text: `${head}\n\n${table}`,
    };
  },
});
