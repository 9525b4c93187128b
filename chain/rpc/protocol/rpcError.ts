// JSON-RPC errors, and the one place where refusals of the chain become codes (substrate-wire.md §1.1, client-needs.json).

import { PoolRefusal, type Refusal } from "@plexus/chain/pool";
import { ProofTooCostly, StateUnavailable } from "@plexus/chain/store";
import { ApiBadArguments, ApiNotFound, UnknownSpecVersion } from "@plexus/core/runtime";
import { DecodeError } from "@plexus/core/scale";

export class RpcError extends Error {
  override name = "RpcError";
  readonly code: number;
  readonly data: unknown;
  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export interface ErrorBody {
  code: number;
  message: string;
  data?: unknown;
}

export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;
export const INTERNAL_ERROR = -32603;
/** Substrate's state API: the client could not answer. */
export const STATE_ERROR = 4003;

export const invalidParams = (message: string): RpcError => new RpcError(INVALID_PARAMS, "Invalid params", message);

/** The error object for anything that a method threw; undefined if it is no refusal but a fault of ours. */
export function errorBody(error: unknown): ErrorBody | undefined {
  if (error instanceof RpcError) {
    return { code: error.code, message: error.message, ...(error.data !== undefined && { data: error.data }) };
  }
  if (error instanceof PoolRefusal) return poolError(error.refusal);
  if (error instanceof ApiNotFound)
    return { code: STATE_ERROR, message: `Client error: Execution failed: ${apiNotFoundText(error)}` };
  if (error instanceof ApiBadArguments) {
    return { code: STATE_ERROR, message: `Client error: Execution failed: Bad input data provided: ${error.message}` };
  }
  if (error instanceof StateUnavailable || error instanceof UnknownSpecVersion)
    return { code: STATE_ERROR, message: `Client error: ${error.message}` };
  if (error instanceof ProofTooCostly) return { code: STATE_ERROR, message: `Client error: ${error.message}` };
  if (error instanceof DecodeError) return { code: INVALID_PARAMS, message: "Invalid params", data: error.message };
  return undefined;
}

/** Clients look for these words to find out which runtime APIs there are. */
function apiNotFoundText(error: ApiNotFound): string {
  const text = error.message;
  return /^Exported method \S+ is not found$/.test(text) ? text : `Exported method ${text} is not found`;
}

const INVALID_TEXTS: Record<string, string> = {
  Call: "Transaction call is not expected",
  Payment: "Inability to pay some fees (e.g. account balance too low)",
  Future: "Transaction will be valid in the future",
  Stale: "Transaction is outdated",
  BadProof: "Transaction has a bad signature",
  AncientBirthBlock: "Transaction has an ancient birth block",
  ExhaustsResources: "Transaction would exhaust the block limits",
  BadMandatory: "A call was labelled as mandatory, but resulted in an Error.",
  MandatoryValidation: "Transaction dispatch is mandatory; transactions must not be validated.",
  BadSigner: "Invalid signing address",
  CannotLookup: "Could not lookup information required to validate the transaction",
  NoUnsignedValidator: "Could not find an unsigned validator for the unsigned transaction",
};

/** What Substrate says about an InvalidTransaction or UnknownTransaction. */
export function validityText(name: string, code: number | undefined): string {
  return name === "Custom" ? `Custom error: ${code ?? 0}` : (INVALID_TEXTS[name] ?? name);
}

function poolError(refusal: Refusal): ErrorBody {
  switch (refusal.reason) {
    case "invalid":
      return { code: 1010, message: "Invalid Transaction", data: validityText(refusal.name, refusal.code) };
    case "unknown":
      return { code: 1011, message: "Unknown Transaction Validity", data: validityText(refusal.name, refusal.code) };
    case "banned":
      return { code: 1012, message: "Transaction is temporarily banned" };
    case "alreadyImported":
      return { code: 1013, message: "Transaction Already Imported", data: refusal.hash };
    case "tooLowPriority":
      return {
        code: 1014,
        message: `Priority is too low: (${refusal.old} vs ${refusal.new})`,
        data: "The transaction has too low priority to replace another transaction already in the pool.",
      };
    case "immediatelyDropped":
      return {
        code: 1016,
        message: "Immediately Dropped",
        data: "The transaction couldn't enter the pool because of the limit",
      };
    case "tooLarge":
      return {
        code: 1010,
        message: "Invalid Transaction",
        data: `Transaction of ${refusal.bytes} bytes, at most ${refusal.maximum}`,
      };
  }
}
