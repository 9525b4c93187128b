// How an extrinsic ended, read from the events of its block (spec: target.md §3.9).
import type { DispatchErrorValue } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import type { Declarations, EventRecord } from "../chain/declarations.js";
import { SdkError } from "../sdkError.js";

export interface DispatchFailure {
  /** Undefined for the general errors (Token.FundsUnavailable, BadOrigin …). */
  readonly pallet: string | undefined;
  readonly name: string;
  readonly docs: string;
}

export interface ChainEvent {
  readonly pallet: string;
  readonly name: string;
  readonly value: unknown;
}

interface Place {
  readonly blockHash: Hex;
  readonly blockNumber: number;
  readonly extrinsicHash: Hex;
  readonly extrinsicIndex: number;
  readonly events: readonly ChainEvent[];
  /** What the signer paid, tip included; 0 for calls that are free. */
  readonly feeRao: bigint;
}

export type SubmitResult =
  | (Place & { readonly ok: true; readonly error?: undefined })
  | (Place & { readonly ok: false; readonly error: DispatchFailure });

/** Fields of events that carry the refusal of a call inside another one. */
function innerError({ pallet, name, value }: ChainEvent): DispatchErrorValue | undefined {
  const fields = value as Record<string, unknown>;
  if (pallet === "Utility" && (name === "BatchInterrupted" || name === "ItemFailed"))
    return fields.error as DispatchErrorValue;
  const result = (pallet === "Sudo" ? fields.sudo_result : fields.result) as
    | { type?: string; value?: unknown }
    | undefined;
  const carriesResult = ["Sudo.Sudid", "Proxy.ProxyExecuted", "Multisig.MultisigExecuted"].includes(
    `${pallet}.${name}`,
  );
  return carriesResult && result?.type === "Err" ? (result.value as DispatchErrorValue) : undefined;
}

export function describeDispatchError(declarations: Declarations, error: DispatchErrorValue): DispatchFailure {
  const { pallet, name, docs } = declarations.assembly.describe(error);
  return { pallet, name, docs };
}

/** Throws SdkError `BadAnswer` where the block says nothing of the extrinsic. */
export function readOutcome(
  declarations: Declarations,
  records: readonly EventRecord[],
  place: Omit<Place, "events" | "feeRao">,
): SubmitResult {
  const events = records
    .filter(({ phase }) => phase.type === "ApplyExtrinsic" && phase.value === place.extrinsicIndex)
    .map(({ event }): ChainEvent => event);
  const named = (pallet: string, name: string) =>
    events.find((event) => event.pallet === pallet && event.name === name)?.value;

  const paid = named("TransactionPayment", "TransactionFeePaid") as { actual_fee: bigint } | undefined;
  const whole: Place = { ...place, events, feeRao: paid?.actual_fee ?? 0n };
  const failed = named("System", "ExtrinsicFailed") as { dispatch_error: DispatchErrorValue } | undefined;
  if (failed === undefined && named("System", "ExtrinsicSuccess") === undefined) {
    throw new SdkError(
      "BadAnswer",
      `block ${place.blockNumber} does not say how extrinsic ${place.extrinsicIndex} ended`,
    );
  }
  const error = failed?.dispatch_error ?? events.map(innerError).find((each) => each !== undefined);
  return error === undefined
    ? { ...whole, ok: true }
    : { ...whole, ok: false, error: describeDispatchError(declarations, error) };
}
