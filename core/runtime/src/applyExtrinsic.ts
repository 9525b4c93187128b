// One extrinsic: check, charge, run in its rollback scope, report. Fee and nonce are charged outside that scope; a call
// that refuses leaves no other trace (architecture §3.7).

import type { Execution } from "@plexus/core/frame";
import { type CheckedExtrinsic, checkExtrinsic, invalid, precheck } from "./checkExtrinsic.js";
import type { DispatchInfo } from "./dispatchInfo.js";
import type { Applied, ExtrinsicOutcome } from "./interface.js";
import type { Law } from "./law.js";
import { incrementNonce } from "./pallets/system/account.js";
import { events as systemEvents } from "./pallets/system/events.js";
import { announceFee, chargeFee } from "./pallets/transactionPayment/fee.js";

function eventInfo(info: DispatchInfo) {
  return {
    weight: { ref_time: info.weight, proof_size: 0n },
    class: { type: info.class },
    pays_fee: { type: info.pays ? ("Yes" as const) : ("No" as const) },
  };
}

function run(execution: Execution, checked: CheckedExtrinsic): ExtrinsicOutcome {
  const { extrinsic, origin, info, signer, feeRao } = checked;
  if (signer !== undefined) {
    incrementNonce(execution, signer);
    chargeFee(execution, signer, feeRao);
  }
  const outcome = execution.dispatch(extrinsic.call, origin);
  if (signer !== undefined) announceFee(execution, signer, feeRao, extrinsic.signed?.extra.tip ?? 0n);
  const dispatch_info = eventInfo(info);
  if (outcome.ok) execution.deposit(systemEvents.ExtrinsicSuccess, { dispatch_info });
  else execution.deposit(systemEvents.ExtrinsicFailed, { dispatch_error: outcome.error, dispatch_info });
  return outcome;
}

/** `accept` is asked with weight and class once the extrinsic has proved good: the block's limits live with its builder. */
export function applyExtrinsic(
  law: Law,
  execution: Execution,
  raw: Uint8Array,
  accept: (info: DispatchInfo) => boolean,
): Applied {
  const checked = checkExtrinsic(law, execution, raw);
  if (!checked.ok) return { applicable: false, validity: checked };
  if (checked.signer === undefined && checked.info.class !== "Mandatory") {
    return { applicable: false, validity: invalid("NoUnsignedValidator", "this call must be signed") };
  }
  if (checked.nonce > checked.accountNonce)
    return { applicable: false, validity: invalid("Future", `nonce ${checked.nonce} is not due yet`) };
  const refusal = precheck(law, execution, checked);
  if (refusal) return { applicable: false, validity: refusal };
  if (!accept(checked.info))
    return { applicable: false, validity: invalid("ExhaustsResources", "no room left in this block") };
  const outcome = run(execution, checked);
  // A producer that places a refused inherent makes a bad block.
  if (!outcome.ok && checked.info.class === "Mandatory")
    return { applicable: false, validity: invalid("BadMandatory", "a mandatory call was refused") };
  return { applicable: true, outcome };
}
