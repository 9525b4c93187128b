// What every part of the trial works with, and readings that several of them take.
import { setTimeout as sleep } from "node:timers/promises";
import { getMetagraph, type Metagraph, type PlexusClient } from "@plexus/client/sdk";
import type { Started } from "../localnet/startedNetwork.js";
import type { Tally } from "../localnet/tally.js";

export interface Trial {
  readonly tally: Tally;
  readonly folder: string;
  readonly client: PlexusClient;
  readonly network: Started;
  /** 1–4: where the best model runs. */
  readonly bestSlot: number;
}

export const NETUID = 1;
export const BEST = "smollm2-135m";

interface MinerProcess {
  readonly name: string;
  readonly role: string;
  readonly pid: number;
  readonly model?: string;
  readonly hotkey?: string;
}

/** The miners that the supervisor runs, with the model that each was started with. */
export function minersOf({ network }: Trial): MinerProcess[] {
  return network.endpoints().processes.filter(({ role }) => role === "miner");
}

export function minerWith(trial: Trial, model: string): MinerProcess {
  const found = minersOf(trial).find((miner) => miner.model === model);
  if (!found?.hotkey) throw new Error(`no miner runs ${model}`);
  return found;
}

export async function metagraphOf({ client }: Trial): Promise<Metagraph> {
  const graph = await getMetagraph(client, NETUID);
  if (!graph) throw new Error(`there is no subnet ${NETUID}`);
  return graph;
}

/** Waits for the next `count` epochs, and gives the metagraph after each. */
export async function* nextEpochs(trial: Trial, count: number): AsyncGenerator<Metagraph> {
  let last = (await metagraphOf(trial)).lastEpochBlock;
  for (let seen = 0; seen < count; ) {
    await sleep(500);
    const graph = await metagraphOf(trial);
    if (graph.lastEpochBlock === last) continue;
    last = graph.lastEpochBlock;
    seen++;
    yield graph;
  }
}

export function incentiveOf(graph: Metagraph, hotkey: string | undefined): number {
  return graph.neurons.find((neuron) => neuron.hotkey === hotkey)?.incentive ?? 0;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** True as soon as `attempt` gives true; false after `patienceMs`. */
export async function soon(patienceMs: number, attempt: () => Promise<boolean>): Promise<boolean> {
  const untilMs = Date.now() + patienceMs;
  while (Date.now() < untilMs) {
    if (await attempt().catch(() => false)) return true;
    await sleep(250);
  }
  return false;
}
