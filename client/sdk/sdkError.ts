// The error of the SDK: a stable code for programs, a sentence for people.

export type SdkErrorCode =
  /** The node cannot be reached, or the connection went and did not come back in time. */
  | "Unreachable"
  | "Timeout"
  | "Closed"
  | "Aborted"
  /** The node answered with a JSON-RPC error; `rpcCode` and `data` hold it. */
  | "RpcError"
  /** The node refused the transaction before it cost anything; the message names why. */
  | "Refused"
  /** The transaction was taken and then lost: dropped, usurped, or its era ended. */
  | "Lost"
  | "SpecMismatch"
  /** After a lost connection another chain answered at the same address: begun afresh, or a port taken by another. */
  | "OtherChain"
  | "BadAnswer"
  | "BadInput"
  | "BadProof"
  /** A header that was changed, that others made, or that does not follow from what is trusted. */
  | "BadHeader"
  /** Signatures under a header that are false, or too few. */
  | "BadCommit"
  /** Two nodes show different headers of one height, both signed: producers signed two histories. */
  | "Conflict"
  /** What was trusted is too old to go on from. */
  | "TrustExpired"
  /** The newest that the node shows is old: its chain stands still, or it hides what came after. */
  | "Stale"
  /** The node shows no signatures of producers: a solo chain, or one that hides them. */
  | "Unsigned";

export class SdkError extends Error {
  readonly code: SdkErrorCode;
  readonly rpcCode: number | undefined;
  readonly data: unknown;

  constructor(
    code: SdkErrorCode,
    message: string,
    options: { cause?: unknown; rpcCode?: number; data?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "SdkError";
    this.code = code;
    this.rpcCode = options.rpcCode;
    this.data = options.data;
  }
}
