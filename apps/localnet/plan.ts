// What a local network consists of: which model runs in which slot, the ports, and the pace of the chain. Kept beside the chain, so
// that the next start continues with the same network.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { LocalnetPaths } from "./paths.js";

export interface LocalnetOptions {
  /** The checkout. */
  readonly folder: string;
  readonly isFresh: boolean;
  /** 1 to 4; undefined keeps the last one, or 1. */
  readonly bestSlot: number | undefined;
  readonly portOffset: number;
  readonly isFast: boolean;
  /** Nodes that produce blocks together; 0: one node alone; undefined: as last time, or 0. */
  readonly producers?: number | undefined;
  /** Several producers take peers and calls from other machines too. */
  readonly isExternal?: boolean;
}

export interface Plan {
  readonly bestSlot: number;
  readonly blockTimeMs: number;
  /** 0: one node alone, without a consensus engine. */
  readonly producers: number;
  /** The model of slots 1 to 4. */
  readonly models: readonly string[];
}

/** Best first; the last is fluently shaped rubbish, which must not earn. */
export const modelsByQuality = ["smollm2-135m", "plexus-tiny", "plexus-micro", "noise"] as const;
export const slowBlockTimeMs = 1_000;
export const fastBlockTimeMs = 250;
export const tempo = 20;
export const netuid = 1;

/** The best model in slot `bestSlot`, the others in order of quality in the slots that are left. */
export function modelsForSlots(bestSlot: number, byQuality: readonly string[] = modelsByQuality): string[] {
  const [best = "", ...others] = byQuality;
  return [...others.slice(0, bestSlot - 1), best, ...others.slice(bestSlot - 1)];
}

interface SavedPlan {
  readonly bestSlot: number;
  readonly blockTimeMs: number;
  /** Absent in what the first release wrote. */
  readonly producers?: number;
}

function readSaved(paths: LocalnetPaths): SavedPlan | undefined {
  return existsSync(paths.plan) ? (JSON.parse(readFileSync(paths.plan, "utf8")) as SavedPlan) : undefined;
}

/** A network cannot change from one node to several, or to fewer, under way. */
export class OtherProducers extends Error {
  readonly advice = "Begin a new one with --fresh (`npm start -- --fresh --producers 4`), or leave --producers out.";
  constructor(saved: number, wanted: number) {
    const words = (count: number) => (count === 0 ? "one node alone" : `${count} producers`);
    super(`The network of this checkout has ${words(saved)}, not ${words(wanted)}.`);
    this.name = "OtherProducers";
  }
}

/**
 * The plan for this start. A chain keeps the pace that it began with; `note` says so where a flag wanted another.
 * Throws OtherProducers.
 */
export function makePlan(options: LocalnetOptions, paths: LocalnetPaths): { plan: Plan; note: string | undefined } {
  const saved = options.isFresh ? undefined : readSaved(paths);
  const bestSlot = options.bestSlot ?? saved?.bestSlot ?? 1;
  const wanted = options.isFast ? fastBlockTimeMs : slowBlockTimeMs;
  const blockTimeMs = saved?.blockTimeMs ?? wanted;
  const kept = saved === undefined ? undefined : (saved.producers ?? 0);
  const producers = options.producers ?? kept ?? 0;
  if (kept !== undefined && producers !== kept) throw new OtherProducers(kept, producers);
  const note =
    options.isFast && blockTimeMs !== wanted
      ? "This chain began with 1 s blocks and keeps them: --fast needs --fresh."
      : undefined;
  return { plan: { bestSlot, blockTimeMs, producers, models: modelsForSlots(bestSlot) }, note };
}

export function savePlan(paths: LocalnetPaths, plan: Plan): void {
  const { bestSlot, blockTimeMs, producers } = plan;
  writeFileSync(paths.plan, `${JSON.stringify({ bestSlot, blockTimeMs, producers })}\n`);
}
