// Runtime APIs by name, for actions: the answer's shape is that of spec 461 (vectors/subtensor-surface.json).
import type { Hex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";

export interface AtOptions {
  /** Hash of a block; the best one if left out. */
  readonly at?: Hex;
}

export async function readApi<T>(
  client: PlexusClient,
  api: string,
  method: string,
  args: Readonly<Record<string, unknown>>,
  options: AtOptions = {},
): Promise<T> {
  return (await client.call(client.declarations.api(api), method, args as never, options)) as T;
}

/** PerU16 as a fraction. */
export const fraction = (value: number): number => value / 65_535;

/** Text that the wire holds as bytes or as a list of compact numbers. */
export function textOf(bytes: Uint8Array | readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
