// The parts of the fee of an extrinsic.

import { concatBytes, decode, encode, option, struct, u32, u64 } from "@plexus/core/scale";
import type { Method } from "../../protocol/method.js";
import { rulesAt } from "../../protocol/rules.js";

/** FeeDetails<Balance>. */
const feeDetails = struct("FeeDetails", {
  inclusion_fee: option(struct("InclusionFee", { base_fee: u64, len_fee: u64, adjusted_weight_fee: u64 })),
  tip: u64,
});

export const payment_queryFeeDetails: Method = {
  name: "payment_queryFeeDetails",
  call(context, params) {
    const extrinsic = params.bytes(0, "extrinsic");
    const { head, state, rules } = rulesAt(context, params.optionalHash(1, "hash"));
    const args = concatBytes(extrinsic, encode(u32, extrinsic.length));
    const details = decode(feeDetails, rules.call(state, head, "TransactionPaymentApi_query_fee_details", args));
    const fee = details.inclusion_fee;
    const text = (amountRao: bigint) => `0x${amountRao.toString(16)}`;
    return {
      inclusionFee: fee
        ? { baseFee: text(fee.base_fee), lenFee: text(fee.len_fee), adjustedWeightFee: text(fee.adjusted_weight_fee) }
        : null,
    };
  },
};
