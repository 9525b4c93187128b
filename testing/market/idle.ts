// What the network costs while nobody asks: CPU of all its processes over some epochs, validators at work.
import { readFileSync } from "node:fs";
import { nextEpochs, type Trial } from "./trial.js";

const LIMIT_CORES = 0.6;
/** USER_HZ of Linux. */
const TICKS_PER_SECOND = 100;

/** CPU-seconds that a process has used, its ended children among them. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}

export async function checkIdle(trial: Trial, epochs: number): Promise<void> {
  if (epochs === 0) return;
  const pids = [trial.network.pid, ...trial.network.endpoints().processes.map(({ pid }) => pid)];
  const used = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  for await (const graph of nextEpochs(trial, 1))
    console.log(`       measuring from block ${graph.block} over ${epochs} epochs`);
  const [beganMs, before] = [Date.now(), used()];
  for await (const graph of nextEpochs(trial, epochs)) void graph;
  const cores = (used() - before) / ((Date.now() - beganMs) / 1_000);
  trial.tally.check(
    `without customers the network uses ${cores.toFixed(2)} of a core over ${epochs} epochs`,
    cores < LIMIT_CORES,
  );
}
