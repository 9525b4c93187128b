// Calls of Root origin that the law refuses outside development, whoever asks: sudo is not there, and a vote of all stake
// does not help (target.md §7, architecture §3.8). Most are not built at all; they are named so that building one later
// does not open a door. Asked at every dispatch as Root (frame's Execution), hence inside batches too.

import type { ChainFacts, RuntimeCallValue } from "@plexus/core/frame";
import { innerCalls } from "./dispatchInfo.js";

/** true: always; a predicate: where the arguments do what is refused. */
type Refused = true | ((args: RuntimeCallValue["args"]) => boolean);

const switchesOff = (name: string) => (args: RuntimeCallValue["args"]) => args[name] === false;

const REFUSED: Readonly<Record<string, Refused>> = {
  // Another's money.
  "Balances.force_transfer": true,
  "Balances.force_set_balance": true,
  "Balances.force_unreserve": true,
  "Balances.force_adjust_total_issuance": true,
  "AdminUtils.sudo_set_total_issuance": true,
  // Raw state, foreign code.
  "System.set_storage": true,
  "System.kill_storage": true,
  "System.kill_prefix": true,
  "System.set_code": true,
  "System.set_code_without_checks": true,
  // Another's name.
  "Utility.dispatch_as": true,
  "Utility.dispatch_as_fallible": true,
  "Utility.as_derivative": true,
  "Sudo.sudo_as": true,
  "SubtensorModule.swap_coldkey": true,
  "SubtensorModule.schedule_swap_coldkey": true,
  "SubtensorModule.reset_coldkey_swap": true,
  // A subnet, or its income. Pruning is a rule of registration, not a call.
  "SubtensorModule.root_dissolve_network": true,
  "SubtensorModule.dissolve_network": true,
  "AdminUtils.sudo_set_subtoken_enabled": switchesOff("subtoken_enabled"),
  "AdminUtils.sudo_set_subnet_emission_enabled": switchesOff("enabled"),
};

/** The first refused call in `call`, itself or nested, as "Pallet.call"; undefined where all may run. */
export function refusedOfRoot(chain: Pick<ChainFacts, "chainType">, call: RuntimeCallValue): string | undefined {
  if (chain.chainType === "Development") return undefined;
  const name = `${call.pallet}.${call.call}`;
  const rule = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (rule === true || rule?.(call.args)) return name;
  for (const inner of innerCalls(call)) {
    const refused = refusedOfRoot(chain, inner);
    if (refused) return refused;
  }
  return undefined;
}

export const REFUSED_ROOT_CALLS: readonly string[] = Object.keys(REFUSED);
