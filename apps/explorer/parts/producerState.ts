// A producer's state in words, for page and command line.

import type { Producer, ProducerSession } from "@plexus/client/sdk";

/** "elected", "waits: bond below the least", "jailed until session 12", "unbonding until block 940". */
export function stateOf(producer: Producer, session: ProducerSession): string {
  const { status, bondRao, unbondingRao, unbondsAt, jailedUntil } = producer;
  if (status === "Jailed") return `jailed until session ${jailedUntil}`;
  if (status === "Waiting") {
    const least = session.parameters.find(({ name }) => name === "MinimumBond")?.value ?? 0n;
    return bondRao < least ? "waiting: its bond is below the least" : "waiting";
  }
  const leaving = unbondingRao > 0n ? `unbonding until block ${unbondsAt}` : "leaving";
  if (status === "Leaving") return producer.electedPower > 0n ? `elected, ${leaving}` : leaving;
  return "elected";
}
