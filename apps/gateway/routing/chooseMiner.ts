// Picks the miner for one request out of a routing table (spec: architecture.md §3.11): by weight, and by the less
// loaded of two draws only where the first is above half of its slots. Pure but for the numbers it draws.
import type { Draws } from "./draws.js";
import type { RoutingRow, RoutingTable } from "./routingTable.js";

export interface Choice {
  readonly row: RoutingRow;
  /** In words, for the header x-plexus-reason. */
  readonly reason: string;
}

export type NoChoice = "none-offers" | "none-healthy" | "all-busy";

function load(row: RoutingRow): number {
  return row.inFlight / row.offer.slots;
}

function draw(rows: readonly RoutingRow[], at: number): RoutingRow {
  const total = rows.reduce((sum, row) => sum + row.share, 0);
  let left = at * total;
  for (const row of rows) {
    left -= row.share;
    if (left < 0) return row;
  }
  return rows[rows.length - 1] as RoutingRow;
}

function reasonOf(row: RoutingRow, table: RoutingTable, rows: readonly RoutingRow[]): string {
  if (row.standing === "newcomer") return "exploration of a newcomer";
  if (rows.length === 1) return "only miner available";
  const share = `share ${(row.share * 100).toFixed(1)}%`;
  return table.fallback ? `no incentive yet, ${share}` : `incentive ${row.miner.incentive.toFixed(4)}, ${share}`;
}

/**
 * A miner that was not tried yet and has a free slot. With everybody on the list tried or full, those below the share
 * of the best may serve: an answer from a lesser miner is better than none.
 */
export function chooseMiner(table: RoutingTable, tried: ReadonlySet<string>, draws: Draws): Choice | NoChoice {
  if (table.rows.length === 0) return "none-offers";
  const untried = table.rows.filter((row) => row.standing !== "unhealthy" && !tried.has(row.miner.hotkey));
  if (untried.length === 0) return "none-healthy";
  const free = untried.filter((row) => row.inFlight < row.offer.slots);
  const wanted = free.filter((row) => row.share > 0);
  if (wanted.length === 0) {
    if (untried.some((row) => row.share > 0)) return "all-busy";
    const row = [...free].sort((a, b) => b.miner.incentive - a.miner.incentive || load(a) - load(b))[0];
    return row === undefined ? "all-busy" : { row, reason: "last resort, below the share of the best" };
  }
  const first = draw(wanted, draws.next());
  if (first.inFlight <= first.offer.slots / 2 || wanted.length === 1) {
    return { row: first, reason: reasonOf(first, table, wanted) };
  }
  const second = draw(wanted, draws.next());
  const row = load(second) < load(first) ? second : first;
  return { row, reason: `${reasonOf(row, table, wanted)}, less loaded of two` };
}
