// Which rules the chain runs by, which come next, which it had (UpgradesApi.get; architecture §3.14), and what the node
// behind the connection has to say about itself.
import { type Hex, toHex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { type AtOptions, readApi } from "./readApi.js";

export interface Upgrade {
  readonly specVersion: number;
  /** First block under these rules. */
  readonly atBlock: number;
  /** Of the release that brings them. */
  readonly releaseHash: Hex;
}

export interface Upgrades {
  /** The rules that made the block asked about. */
  readonly current: number;
  readonly scheduled: Upgrade | undefined;
  /** Oldest first; the rules of block 0 are not among them. */
  readonly history: readonly Upgrade[];
  /** Blocks between a decision and its first block, at least. */
  readonly noticePeriodBlocks: number;
}

interface UpgradeInfo {
  readonly spec_version: number;
  readonly at_block: number;
  readonly release_hash: Uint8Array;
}

const readUpgrade = ({ spec_version, at_block, release_hash }: UpgradeInfo): Upgrade => ({
  specVersion: spec_version,
  atBlock: at_block,
  releaseHash: toHex(release_hash),
});

/** Undefined on a chain whose rules never change: it began under the first release's. */
export async function getUpgrades(client: PlexusClient, options: AtOptions = {}): Promise<Upgrades | undefined> {
  if (!client.declarations.hasApi("UpgradesApi")) return undefined;
  const info = await readApi<{
    current: number;
    scheduled: UpgradeInfo | undefined;
    history: UpgradeInfo[];
    notice_period: number;
  }>(client, "UpgradesApi", "get", {}, options);
  return {
    current: info.current,
    scheduled: info.scheduled && readUpgrade(info.scheduled),
    history: info.history.map(readUpgrade),
    noticePeriodBlocks: info.notice_period,
  };
}

export interface NodeRelease {
  /** Version of the program. */
  readonly node: string;
  /** Rules that it knows, rising. A node that lacks the scheduled ones stops before their first block. */
  readonly knownSpecVersions: readonly number[];
}

export async function getNodeRelease(client: PlexusClient): Promise<NodeRelease> {
  const { node, knownSpecVersions } = (await client.request("plexus_version")) as NodeRelease;
  return { node, knownSpecVersions: knownSpecVersions ?? [] };
}
