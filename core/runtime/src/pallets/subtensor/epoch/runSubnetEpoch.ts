// One epoch of one stable subnet: gather, Yuma by the rules of January 2024, write back. Returns who is to be paid.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { ERA_2024, runEpoch } from "@plexus/core/yuma";
import { gatherEpoch } from "./gather.js";
import { writeBackEpoch } from "./writeBack.js";

/** (hotkey, rao for serving, rao for validating). */
export type EmissionTuple = [hotkey: Hex, serverRao: bigint, validatorRao: bigint];

export function runSubnetEpoch(ctx: Context, netuid: number, rao: bigint): EmissionTuple[] {
  const { input, hotkeys } = gatherEpoch(ctx, netuid, rao);
  const output = runEpoch(ERA_2024, input);
  writeBackEpoch(ctx, netuid, output);
  return hotkeys.flatMap((hotkey, uid): EmissionTuple[] => {
    const [server, validator] = [output.serverEmission[uid] ?? 0n, output.validatorEmission[uid] ?? 0n];
    return server + validator > 0n ? [[hotkey, server, validator]] : [];
  });
}
