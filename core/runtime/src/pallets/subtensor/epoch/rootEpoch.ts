// The root epoch: how validators on netuid 0 share the block's emission among subnets (stable.md 4). Runs under the
// policy root-weights only.

import type { Context } from "@plexus/core/frame";
import { rootEpoch } from "@plexus/core/yuma";
import { BlockEmission, FirstEmissionBlockNumber, SubnetTaoInEmission } from "../emission/storage.js";
import { ROOT_NETUID as ROOT } from "../noAccount.js";
import { Keys, SubnetworkN } from "../registration/storage.js";
import { hotkeyStake } from "../staking/stake.js";
import { allNetuids } from "../subnets/networks.js";
import { Kappa, Rho } from "../subnets/parameters.js";
import { Weights } from "../weights/storage.js";
import { LastMechansimStepBlock, SubnetEpochIndex } from "./storage.js";

export function runRootEpoch(ctx: Context): void {
  const count = SubnetworkN.get(ctx, ROOT);
  const uids = Array.from({ length: count }, (_, uid) => uid);
  const netuids = allNetuids(ctx);
  const result = rootEpoch({
    stake: uids.map((uid) => hotkeyStake(ctx, Keys.get(ctx, ROOT, uid))),
    weights: uids.map((uid) => Weights.get(ctx, ROOT, uid)),
    netuids,
    earning: netuids.map((netuid) => netuid === ROOT || FirstEmissionBlockNumber.has(ctx, netuid)),
    rho: Rho.get(ctx, ROOT),
    kappa: Kappa.get(ctx, ROOT),
    blockEmission: BlockEmission.get(ctx),
  });
  // Refused (nobody on root, no stake): what was decided last stays in force.
  if (!result) return;
  LastMechansimStepBlock.set(ctx, ROOT, BigInt(ctx.block.number));
  SubnetEpochIndex.mutate(ctx, [ROOT], (index) => index + 1n);
  netuids.forEach((netuid, column) => {
    if (netuid !== ROOT) SubnetTaoInEmission.set(ctx, netuid, result.emission[column] ?? 0n);
  });
}
