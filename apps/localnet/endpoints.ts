// endpoints.json: what a program needs to find its way in the local network (issue §7). It stands only while the network is ready.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { LocalnetPaths } from "./paths.js";

export interface ProcessEntry {
  readonly name: string;
  readonly role: "node" | "gateway" | "miner" | "validator" | "page";
  readonly pid: number;
  readonly log: string;
  readonly netuid?: number;
  readonly uid?: number;
  readonly hotkey?: string;
  readonly model?: string;
}

/** One of several nodes; its keys are development keys. */
export interface ProducerEntry {
  readonly name: string;
  readonly rpc: string;
  readonly metrics: string;
  /** `nodeid@host:port`, for --peers. */
  readonly peer: string;
  readonly coldkey: string;
  readonly hotkey: string;
  readonly data: string;
}

export interface Endpoints {
  readonly rpc: string;
  readonly metrics: string;
  readonly page: string;
  readonly gateway: { readonly url: string; readonly key: string };
  /** Absent where one node works alone. */
  readonly producers?: readonly ProducerEntry[];
  readonly processes: readonly ProcessEntry[];
}

/** Replaces the file at once, so that no reader ever sees half of it. Only the owner may read it: it holds a key. */
export function writeEndpoints(paths: LocalnetPaths, endpoints: Endpoints): void {
  const draft = `${paths.endpoints}.new`;
  writeFileSync(draft, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, paths.endpoints);
}

export function readEndpoints(paths: LocalnetPaths): Endpoints | undefined {
  if (!existsSync(paths.endpoints)) return undefined;
  return JSON.parse(readFileSync(paths.endpoints, "utf8")) as Endpoints;
}

export function removeEndpoints(paths: LocalnetPaths): void {
  rmSync(paths.endpoints, { force: true });
}
