// The running session and the numbers by which producers are elected and judged (ProducersApi.get_session).
import type { PlexusClient } from "../../connect.js";
import { type AtOptions, readApi, textOf } from "../readApi.js";

export interface ProducerParameter {
  readonly name: string;
  readonly value: bigint;
  /** Bounds inside which the chain's law lets it be set. */
  readonly minimum: bigint;
  readonly maximum: bigint;
  readonly default: bigint;
  /** "blocks", "rao", "parts of 10^9" and the like. */
  readonly unit: string;
}

export interface ProducerSession {
  /** Blocks between elections. */
  readonly length: number;
  readonly index: number;
  readonly startedAt: number;
  /** Its last block, in which the next set is elected. */
  readonly endsAt: number;
  /** Blocks over which missed ones are counted. */
  readonly missedWindow: number;
  readonly parameters: readonly ProducerParameter[];
}

interface SessionInfo {
  readonly length: number;
  readonly index: number;
  readonly started_at: number;
  readonly ends_at: number;
  readonly parameters: readonly (Omit<ProducerParameter, "name" | "unit"> & {
    readonly name: Uint8Array;
    readonly unit: Uint8Array;
  })[];
}

export async function getProducerSession(client: PlexusClient, options: AtOptions = {}): Promise<ProducerSession> {
  const info = await readApi<SessionInfo>(client, "ProducersApi", "get_session", {}, options);
  const parameters = info.parameters.map((row) => ({ ...row, name: textOf(row.name), unit: textOf(row.unit) }));
  const window = parameters.find(({ name }) => name === "MissedWindow");
  return {
    length: info.length,
    index: info.index,
    startedAt: info.started_at,
    endsAt: info.ends_at,
    missedWindow: Number(window?.value ?? 0n),
    parameters,
  };
}
