// What an extrinsic would cost; the fee as decimal text.

import { compact, concatBytes, decode, encode, struct, u8, u32, u64 } from "@plexus/core/scale";
import type { Method } from "../../protocol/method.js";
import { rulesAt } from "../../protocol/rules.js";

/** RuntimeDispatchInfo<Balance>. */
const dispatchInfo = struct("RuntimeDispatchInfo", {
  weight: struct("Weight", { ref_time: compact(u64), proof_size: compact(u64) }),
  class: u8,
  partial_fee: u64,
});

export const payment_queryInfo: Method = {
  name: "payment_queryInfo",
  call(context, params) {
    const extrinsic = params.bytes(0, "extrinsic");
    const { head, state, rules } = rulesAt(context, params.optionalHash(1, "hash"));
    const args = concatBytes(extrinsic, encode(u32, extrinsic.length));
    const info = decode(dispatchInfo, rules.call(state, head, "TransactionPaymentApi_query_info", args));
    const classes = ["normal", "operational", "mandatory"];
    return {
      weight: { ref_time: Number(info.weight.ref_time), proof_size: Number(info.weight.proof_size) },
      class: classes[info.class] ?? "normal",
      partialFee: info.partial_fee.toString(),
    };
  },
};
