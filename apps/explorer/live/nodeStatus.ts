// The node that this page is connected to: its engine, its peers, whether it has caught up, and whether it makes blocks.

import type { PlexusClient } from "@plexus/client/sdk";

export interface NodeStatus {
  readonly engine: "solo" | "comet";
  readonly specVersion: number;
  readonly peers: number;
  readonly isSyncing: boolean;
  readonly isProducing: boolean;
  readonly currentBlock: number;
  readonly highestBlock: number;
}

export async function readNodeStatus(client: PlexusClient): Promise<NodeStatus> {
  const [version, health, roles, sync] = await Promise.all(
    ["plexus_version", "system_health", "system_nodeRoles", "system_syncState"].map((method) => client.request(method)),
  );
  const { engine = "solo", specVersion } = version as { engine?: NodeStatus["engine"]; specVersion: number };
  const { peers, isSyncing } = health as { peers: number; isSyncing: boolean };
  const { currentBlock, highestBlock } = sync as { currentBlock: number; highestBlock: number };
  const isProducing = (roles as readonly string[]).includes("Authority");
  return { engine, specVersion, peers, isSyncing, isProducing, currentBlock, highestBlock };
}
