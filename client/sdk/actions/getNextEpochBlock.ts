// When a subnet's next epoch runs (SubnetInfoRuntimeApi.get_next_epoch_start_block).
import type { PlexusClient } from "../connect.js";
import { type AtOptions, readApi } from "./readApi.js";

/** Undefined where there is none to come. */
export async function getNextEpochBlock(
  client: PlexusClient,
  netuid: number,
  options?: AtOptions,
): Promise<number | undefined> {
  const block = await readApi<bigint | undefined>(
    client,
    "SubnetInfoRuntimeApi",
    "get_next_epoch_start_block",
    { netuid },
    options,
  );
  return block === undefined ? undefined : Number(block);
}
