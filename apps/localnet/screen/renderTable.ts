// Draws the network as a few lines of text; pure, so that tests can read it.
import type { MinerRow, NetworkView, NodeRow } from "./networkView.js";

const barWidth = 12;

function bar(share: number): string {
  const filled = Math.round(share * barWidth);
  return "█".repeat(filled) + "·".repeat(barWidth - filled);
}

function percent(share: number | undefined): string {
  return share === undefined ? "–".padStart(6) : `${(share * 100).toFixed(1)} %`.padStart(6);
}

function minerLine(row: MinerRow): string {
  const uid = row.uid === undefined ? "–" : String(row.uid);
  const latency = row.latencyMs === undefined ? "–" : `${Math.round(row.latencyMs)} ms`;
  const cells = [
    String(row.slot).padStart(4),
    row.model.padEnd(14),
    uid.padStart(3),
    `${bar(row.incentive ?? 0)} ${percent(row.incentive).padStart(7)}`,
    percent(row.trafficShare).padStart(7),
    latency.padStart(9),
    row.isRunning ? "" : "  down",
  ];
  return cells.join("  ").trimEnd();
}

/** `node-2  block 41  3 peers  producing`. */
export function nodeLine({ name, block, peers, doing, detail, restarts }: NodeRow): string {
  const height = block === undefined ? "block –" : `block ${block}`;
  const known = peers === undefined ? "– peers" : `${peers} ${peers === 1 ? "peer" : "peers"}`;
  const again = restarts === 0 ? "" : `  started again ${restarts} ${restarts === 1 ? "time" : "times"}`;
  return `${name.padEnd(8)}  ${height.padEnd(12)}  ${known.padEnd(8)}  ${doing}${detail === "" ? "" : `: ${detail}`}${again}`;
}

/** The table, without a trailing line break. */
export function renderTable(view: NetworkView): string {
  const next = view.blocksToEpoch === undefined ? "" : ` (next in ${view.blocksToEpoch} blocks)`;
  const validators = view.validators.map(({ name, isRunning }) => `${name} ${isRunning ? "works" : "down"}`).join(", ");
  return [
    `Plexus   block ${view.block}   epoch ${view.epoch}${next}   ${view.phase}`,
    "",
    ...(view.nodes.length === 0 ? [] : [...view.nodes.map(nodeLine), ""]),
    `${"slot".padStart(4)}  ${"model".padEnd(14)}  ${"uid".padStart(3)}  ${"incentive".padEnd(20)}  ${"traffic".padStart(7)}  ${"latency".padStart(9)}`,
    ...view.miners.map(minerLine),
    "",
    validators,
    ...view.notes.map((note) => `· ${note}`),
  ].join("\n");
}

/** One line for a log or a pipe, and one for each of several nodes. */
export function renderLine(view: NetworkView): string {
  const miners = view.miners.map((row) => `${row.model} ${percent(row.incentive).trim()}`).join(", ");
  const head = `block ${view.block} epoch ${view.epoch}: ${view.phase}; ${miners}`;
  return [head, ...view.nodes.map((row) => `  ${nodeLine(row)}`)].join("\n");
}
