// Questions about transactions: nonce, fee, validity.

import { apiMethod, type ReadContext, type RuntimeApi } from "@plexus/core/frame";
import {
  bool,
  bytes,
  type Codec,
  compactLength,
  enumeration,
  fromHex,
  type Infer,
  newtype,
  option,
  Reader,
  struct,
  u8,
  u32,
  u64,
  vec,
  Writer,
} from "@plexus/core/scale";
import { checkExtrinsic } from "../checkExtrinsic.js";
import { dispatchInfo } from "../dispatchInfo.js";
import { ApiBadArguments, type Validity } from "../interface.js";
import type { Law } from "../law.js";
import { nonceOf } from "../pallets/system/account.js";
import { DispatchClass } from "../pallets/system/storage.js";
import { inclusionFee, lengthFee, weightFee } from "../pallets/transactionPayment/fee.js";
import { AccountId32, H256, TaoBalance, Weight } from "../primitives.js";
import { validateExtrinsic } from "../validateExtrinsic.js";

/**
 * Bytes of an extrinsic, its length prefix included: how Substrate passes a transaction to a runtime API. Not the generic
 * UncheckedExtrinsic itself: polkadot.js fails on two types of one path with different parameters.
 */
const OpaqueExtrinsic: Codec<Uint8Array> = {
  type: newtype("fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic", bytes).type,
  encode: (value, out) => out.raw(value),
  decode(input: Reader) {
    const length = compactLength.decode(input);
    const out = new Writer();
    compactLength.encode(length, out);
    out.raw(input.raw(length));
    return out.bytes();
  },
};

const RuntimeDispatchInfo = struct(
  "pallet_transaction_payment::types::RuntimeDispatchInfo",
  { weight: Weight, class: DispatchClass, partial_fee: TaoBalance },
  { Balance: TaoBalance, Weight },
);
const InclusionFee = struct(
  "pallet_transaction_payment::types::InclusionFee",
  { base_fee: TaoBalance, len_fee: TaoBalance, adjusted_weight_fee: TaoBalance },
  { Balance: TaoBalance },
);
const FeeDetails = struct(
  "pallet_transaction_payment::types::FeeDetails",
  { inclusion_fee: option(InclusionFee), tip: TaoBalance },
  { Balance: TaoBalance },
);

const InvalidTransaction = enumeration("sp_runtime::transaction_validity::InvalidTransaction", {
  Call: [0],
  Payment: [1],
  Future: [2],
  Stale: [3],
  BadProof: [4],
  AncientBirthBlock: [5],
  ExhaustsResources: [6],
  Custom: [7, u8],
  BadMandatory: [8],
  MandatoryValidation: [9],
  BadSigner: [10],
  IndeterminateImplicit: [11],
  UnknownOrigin: [12],
});
const UnknownTransaction = enumeration("sp_runtime::transaction_validity::UnknownTransaction", {
  CannotLookup: [0],
  NoUnsignedValidator: [1],
  Custom: [2, u8],
});
const ValidityError = enumeration("sp_runtime::transaction_validity::TransactionValidityError", {
  Invalid: [0, InvalidTransaction],
  Unknown: [1, UnknownTransaction],
});
const ValidTransaction = struct("sp_runtime::transaction_validity::ValidTransaction", {
  priority: u64,
  requires: vec(bytes),
  provides: vec(bytes),
  longevity: u64,
  propagate: bool,
});
const Result = enumeration(
  "Result",
  { Ok: [0, ValidTransaction], Err: [1, ValidityError] },
  { T: ValidTransaction, E: ValidityError },
);
const Source = enumeration("sp_runtime::transaction_validity::TransactionSource", {
  InBlock: [0],
  Local: [1],
  External: [2],
});

export const accountNonceApi: RuntimeApi = {
  name: "AccountNonceApi",
  version: 1,
  docs: "Nonces.",
  methods: {
    account_nonce: apiMethod({ account: AccountId32 }, u32, "The next nonce of an account.", (ctx, { account }) =>
      nonceOf(ctx, account),
    ),
  },
};

interface Priced {
  readonly info: ReturnType<typeof dispatchInfo>;
  readonly tipRao: bigint;
}

/** Looks at the call only: payment queries come with dummy signatures, nonces and empty accounts. */
function price(law: Law, ctx: ReadContext, raw: Uint8Array): Priced {
  const checked = checkExtrinsic(law, ctx, raw, true);
  if (checked.ok) return { info: checked.info, tipRao: checked.extrinsic.signed?.extra.tip ?? 0n };
  const decoded = law.decodeExtrinsic(raw);
  if (!decoded) throw new ApiBadArguments(checked.message);
  return { info: dispatchInfo(law.assembly, decoded.call), tipRao: decoded.signed?.extra.tip ?? 0n };
}

function feeInfo({ info, tipRao }: Priced, length: number): Infer<typeof RuntimeDispatchInfo> {
  const fee = inclusionFee(length, info.weight, info.pays);
  return {
    weight: { ref_time: info.weight, proof_size: 0n },
    class: { type: info.class },
    partial_fee: fee.lengthFeeRao + fee.weightFeeRao + tipRao,
  };
}

function feeDetails({ info, tipRao }: Priced, length: number): Infer<typeof FeeDetails> {
  const fee = inclusionFee(length, info.weight, info.pays);
  return {
    inclusion_fee: { base_fee: 0n, len_fee: fee.lengthFeeRao, adjusted_weight_fee: fee.weightFeeRao },
    tip: tipRao,
  };
}

const shared = {
  query_weight_to_fee: apiMethod({ weight: Weight }, TaoBalance, "Fee of a weight, in rao.", (_ctx, { weight }) =>
    weightFee(weight.ref_time),
  ),
  query_length_to_fee: apiMethod({ length: u32 }, TaoBalance, "Fee of a length, in rao.", (_ctx, { length }) =>
    lengthFee(length),
  ),
};

export function transactionPaymentApi(law: () => Law): RuntimeApi {
  return {
    name: "TransactionPaymentApi",
    version: 4,
    docs: "What a transaction would cost.",
    methods: {
      query_info: apiMethod(
        { uxt: OpaqueExtrinsic, len: u32 },
        RuntimeDispatchInfo,
        "Weight, class and fee.",
        (ctx, { uxt, len }) => feeInfo(price(law(), ctx, uxt), len),
      ),
      query_fee_details: apiMethod(
        { uxt: OpaqueExtrinsic, len: u32 },
        FeeDetails,
        "The fee in its parts.",
        (ctx, { uxt, len }) => feeDetails(price(law(), ctx, uxt), len),
      ),
      ...shared,
    },
  };
}

/** The same for a bare call. */
export function transactionPaymentCallApi(law: () => Law, call: Law["assembly"]["call"]): RuntimeApi {
  const priceCall = (value: Infer<typeof call>): Priced => ({ info: dispatchInfo(law().assembly, value), tipRao: 0n });
  return {
    name: "TransactionPaymentCallApi",
    version: 1,
    docs: "What a call would cost.",
    methods: {
      query_call_info: apiMethod({ call, len: u32 }, RuntimeDispatchInfo, "Weight, class and fee.", (_ctx, args) =>
        feeInfo(priceCall(args.call), args.len),
      ),
      query_call_fee_details: apiMethod({ call, len: u32 }, FeeDetails, "The fee in its parts.", (_ctx, args) =>
        feeDetails(priceCall(args.call), args.len),
      ),
      ...shared,
    },
  };
}

const NAMES_OF_461 = new Set([
  "Call",
  "Payment",
  "Future",
  "Stale",
  "BadProof",
  "AncientBirthBlock",
  "ExhaustsResources",
  "BadMandatory",
  "MandatoryValidation",
  "BadSigner",
]);

function validityError(validity: Extract<Validity, { ok: false }>): Infer<typeof ValidityError> {
  if (validity.kind === "Unknown") return { type: "Unknown", value: { type: validity.name as "CannotLookup" } };
  if (validity.name === "Custom") return { type: "Invalid", value: { type: "Custom", value: validity.code ?? 255 } };
  if (!NAMES_OF_461.has(validity.name)) throw new Error(`${validity.name} is no InvalidTransaction`);
  return { type: "Invalid", value: { type: validity.name as "Stale" } };
}

export function taggedTransactionQueueApi(law: () => Law): RuntimeApi {
  return {
    name: "TaggedTransactionQueue",
    version: 3,
    docs: "What the pool asks.",
    methods: {
      validate_transaction: apiMethod(
        { source: Source, tx: OpaqueExtrinsic, block_hash: H256 },
        Result,
        "Whether a transaction may wait for a block, and behind what.",
        (ctx, { tx }): Infer<typeof Result> => {
          const validity = validateExtrinsic(law(), ctx, tx);
          if (!validity.ok) return { type: "Err", value: validityError(validity) };
          const { priority, requires, provides, longevity, propagate } = validity;
          return {
            type: "Ok",
            value: { priority, requires: requires.map(fromHex), provides: provides.map(fromHex), longevity, propagate },
          };
        },
      ),
    },
  };
}
