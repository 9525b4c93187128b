// Incentive over the last epochs, a line a miner (uPlot), and the same as a table.

import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { percent } from "../format.js";

export interface EpochRow {
  readonly epoch: number;
  readonly block: number;
  readonly neurons: readonly {
    readonly uid: number;
    readonly hotkey: string;
    readonly incentive: number;
    readonly dividends: number;
  }[];
}

/** Told apart by lightness as well as by hue; dashes from the fifth on. */
const STROKES = ["#0b63ce", "#c2570c", "#2f8f4e", "#8b46c8", "#7a7a7a", "#b0306a"];

/** Null where the neuron had no seat in that epoch. */
function shareOf(row: EpochRow, uid: number): number | null {
  return row.neurons.find((each) => each.uid === uid)?.incentive ?? null;
}

interface HistoryTableInput {
  readonly history: readonly EpochRow[];
  readonly uids: readonly number[];
  readonly nameOf: (uid: number) => string;
}

function HistoryTable({ history, uids, nameOf }: HistoryTableInput) {
  return (
    <details>
      <summary>The same as a table</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">epoch</th>
              <th scope="col">block</th>
              {uids.map((uid) => (
                <th scope="col" class="number" key={uid}>
                  {nameOf(uid)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...history].reverse().map((row) => (
              <tr key={row.epoch}>
                <td class="number">{row.epoch}</td>
                <td class="number">{row.block}</td>
                {uids.map((uid) => (
                  <td class="number" key={uid}>
                    {percent(shareOf(row, uid) ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export function HistoryChart({ history, names }: { history: readonly EpochRow[]; names: ReadonlyMap<number, string> }) {
  const holder = useRef<HTMLDivElement>(null);
  // The map is made anew with every block; the chart is drawn anew only when a name in it differs.
  const namesText = [...names].join();
  const uids = [...new Set(history.flatMap(({ neurons }) => neurons.map(({ uid }) => uid)))]
    .filter((uid) => history.some(({ neurons }) => (neurons.find((each) => each.uid === uid)?.incentive ?? 0) > 0))
    .sort((a, b) => a - b);
  const nameOf = (uid: number) => names.get(uid) ?? `uid ${uid}`;

  useEffect(() => {
    const element = holder.current;
    if (!element || history.length === 0) return;
    const style = getComputedStyle(element);
    const axis = { stroke: style.color, grid: { stroke: style.getPropertyValue("--line"), width: 1 } };
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: 220,
        scales: { x: { time: false }, y: { range: [0, 1] } },
        axes: [
          { ...axis, label: "block of the epoch" },
          { ...axis, values: (_chart, values) => values.map((value) => percent(value, 0)) },
        ],
        series: [
          { label: "block" },
          ...uids.map((uid, i) => ({
            label: nameOf(uid),
            stroke: STROKES[i % STROKES.length] as string,
            width: 2,
            ...(i >= 4 ? { dash: [6, 4] } : {}),
            value: (_chart: uPlot, value: number | null) => (value === null ? "–" : percent(value)),
          })),
        ],
      },
      [history.map(({ block }) => block), ...uids.map((uid) => history.map((row) => shareOf(row, uid)))],
      element,
    );
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: 220 }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [history, namesText]);

  if (history.length === 0) return <p class="empty">The first epoch has not run yet.</p>;
  return (
    <>
      <div ref={holder} class="chart" />
      <HistoryTable history={history} uids={uids} nameOf={nameOf} />
    </>
  );
}
