// What each neuron earned in an epoch, read from the state that the epoch left behind.

import { ss58Encode } from "@plexus/core/crypto";
import type { ReadContext } from "@plexus/core/frame";
import { epoch, registration, staking, subnets } from "@plexus/core/runtime";

export interface NeuronRow {
  netuid: number;
  epoch: number;
  uid: number;
  /** SS58. */
  hotkey: string;
  /** Shares, 0 to 1. */
  incentive: number;
  dividends: number;
  emissionRao: bigint;
  /** All stake on the hotkey (held on netuid 0, stable.md 2). */
  stakeRao: bigint;
}

const ROOT = 0;
const SHARE_ONE = 65_535;

/** Rows of every subnet whose epoch ran in the block that left `context`'s state; `number` is that block's. */
export function neuronRows(context: ReadContext, number: number): NeuronRow[] {
  const rows: NeuronRow[] = [];
  for (const [[netuid], exists] of subnets.NetworksAdded.entries(context)) {
    if (!exists || epoch.LastMechansimStepBlock.get(context, netuid) !== BigInt(number)) continue;
    rows.push(...rowsOf(context, netuid));
  }
  return rows;
}

function rowsOf(context: ReadContext, netuid: number): NeuronRow[] {
  const count = registration.SubnetworkN.get(context, netuid);
  const index = Number(epoch.SubnetEpochIndex.get(context, netuid));
  const incentive = epoch.Incentive.get(context, netuid);
  const dividends = epoch.Dividends.get(context, netuid);
  const emission = epoch.Emission.get(context, netuid);
  return Array.from({ length: count }, (_, uid) => {
    const hotkey = registration.Keys.get(context, netuid, uid);
    return {
      netuid,
      epoch: index,
      uid,
      hotkey: ss58Encode(hotkey),
      incentive: (incentive[uid] ?? 0) / SHARE_ONE,
      dividends: (dividends[uid] ?? 0) / SHARE_ONE,
      emissionRao: emission[uid] ?? 0n,
      stakeRao: staking.TotalHotkeyAlpha.get(context, hotkey, ROOT),
    };
  });
}
