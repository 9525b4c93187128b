// What joining costs now: a seat in a subnet (burned), or a subnet of one's own (locked).
import { parameters } from "@plexus/core/runtime";
import type { PlexusClient } from "../connect.js";
import { type AtOptions, readApi } from "./readApi.js";

/** Rao that burned_register takes in this block. */
export function getRegistrationCost(client: PlexusClient, netuid: number, options?: AtOptions): Promise<bigint> {
  return client.query(parameters.Burn, [netuid], options);
}

/** Rao that register_network locks in this block. */
export function getSubnetCost(client: PlexusClient, options?: AtOptions): Promise<bigint> {
  return readApi<bigint>(client, "SubnetRegistrationRuntimeApi", "get_network_registration_cost", {}, options);
}
