// A subnet's parameters by name (SubnetInfoRuntimeApi.get_subnet_hyperparams_v3; target.md §3.5).
import type { PlexusClient } from "../connect.js";
import { type AtOptions, readApi, textOf } from "./readApi.js";

export type HyperparameterValue = boolean | number | bigint;

interface Entry {
  readonly name: Uint8Array;
  readonly value: { readonly type: string; readonly value: boolean | number | bigint | { readonly bits: bigint } };
}

/** Fixed-point values as numbers; amounts in rao. */
function readValue({ type, value }: Entry["value"]): HyperparameterValue {
  if (typeof value !== "object") return value;
  return Number(value.bits) / 2 ** (type === "I32F32" ? 32 : 64);
}

/** Undefined where there is no such subnet. */
export async function getHyperparameters(
  client: PlexusClient,
  netuid: number,
  options: AtOptions = {},
): Promise<Readonly<Record<string, HyperparameterValue>> | undefined> {
  const entries = await readApi<Entry[] | undefined>(
    client,
    "SubnetInfoRuntimeApi",
    "get_subnet_hyperparams_v3",
    { netuid },
    options,
  );
  if (entries === undefined) return undefined;
  return Object.fromEntries(entries.map(({ name, value }) => [textOf(name), readValue(value)]));
}
