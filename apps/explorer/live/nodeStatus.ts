// The node that this page is connected to: its engine, its peers, whether it has caught up, and whether it makes blocks.

import type { PlexusClient } from "@plexus/client/sdk";
import { getJson } from "./http.js";

export interface NodeStatus {
  readonly engine: "solo" | "comet";
  readonly specVersion: number;
  /** Rules that are decided and not yet in force, and whether this node has them. */
  readonly upgrade: { readonly specVersion: number; readonly atBlock: number; readonly known: boolean } | null;
  readonly peers: number;
  /** As it says of itself. */
  readonly status: "ok" | "starting" | "syncing" | "waiting" | "sick";
  /** Why, in a sentence; empty where all is well. */
  readonly detail: string;
  readonly isProducing: boolean;
  readonly currentBlock: number;
  readonly highestBlock: number;
}

export async function readNodeStatus(client: PlexusClient, apiUrl: string): Promise<NodeStatus> {
  const methods = ["plexus_version", "system_health", "system_nodeRoles", "system_syncState"];
  const [told, ...answers] = await Promise.all([
    getJson<{ status: NodeStatus["status"]; detail?: string }>(`${apiUrl}/health`),
    ...methods.map((method) => client.request(method)),
  ]);
  const [version, health, roles, sync] = answers;
  const {
    engine = "solo",
    specVersion,
    upgrade = null,
  } = version as {
    engine?: NodeStatus["engine"];
    specVersion: number;
    upgrade?: NodeStatus["upgrade"];
  };
  const { peers } = health as { peers: number };
  const { currentBlock, highestBlock } = sync as { currentBlock: number; highestBlock: number };
  const isProducing = (roles as readonly string[]).includes("Authority");
  return {
    engine,
    specVersion,
    upgrade,
    peers,
    status: told.status,
    detail: told.detail ?? "",
    isProducing,
    currentBlock,
    highestBlock,
  };
}
