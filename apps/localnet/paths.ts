// Where a local network keeps its data: .plexus/localnet under the checkout (surfaces.md, data on disk).
import { join } from "node:path";

export interface LocalnetPaths {
  readonly root: string;
  readonly node: string;
  /** The data directories of several producers lie below it. */
  readonly producers: string;
  readonly gateway: string;
  readonly miners: string;
  readonly validators: string;
  readonly logs: string;
  readonly wallets: string;
  readonly endpoints: string;
  readonly plan: string;
  readonly pid: string;
  /** The key of the local customer, readable by its owner only. */
  readonly customerKey: string;
}

export function localnetPaths(folder: string): LocalnetPaths {
  const root = join(folder, ".plexus", "localnet");
  return {
    root,
    node: join(root, "node"),
    producers: join(root, "producers"),
    gateway: join(root, "gateway"),
    miners: join(root, "miners"),
    validators: join(root, "validators"),
    logs: join(root, "logs"),
    wallets: join(root, "wallets"),
    endpoints: join(root, "endpoints.json"),
    plan: join(root, "plan.json"),
    pid: join(root, "supervisor.pid"),
    customerKey: join(root, "customer-key.json"),
  };
}
