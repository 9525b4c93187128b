// A command that could not do its work: one sentence of what happened, one of what to do, and the exit code (surfaces.md).
import { adviceFor } from "./refusalAdvice.js";

export const exitCodes = {
  done: 0,
  refused: 1,
  wrongUse: 2,
  notReachable: 3,
  upgradeNeeded: 4,
  interrupted: 130,
} as const;

export type FailureKind = Exclude<keyof typeof exitCodes, "done">;

/** An expected failure. `message` says what happened, `advice` what to do; `code` is a machine's word for it. */
export class CommandFailure extends Error {
  readonly kind: FailureKind;
  readonly advice: string;
  readonly code: string;

  constructor(kind: FailureKind, message: string, advice: string, options: { code?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "CommandFailure";
    this.kind = kind;
    this.advice = advice;
    this.code = options.code ?? kind;
  }
}

export function wrongUse(message: string, advice: string): CommandFailure {
  return new CommandFailure("wrongUse", message, advice);
}

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "UND_ERR_CONNECT_TIMEOUT",
  // Of the SDK.
  "Unreachable",
  "Timeout",
]);

/** All errors from the outermost to the first cause. Ends after 10, so that a circle of causes cannot hang. */
export function causeChain(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && chain.length < 10; ) {
    chain.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return chain;
}

function looksUnreachable(error: unknown): boolean {
  return causeChain(error).some((item) => {
    const code = (item as { code?: unknown }).code;
    return typeof code === "string" && networkCodes.has(code);
  });
}

/** Turns whatever was thrown into a CommandFailure; an unknown error counts as refused. */
export function toFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === "UnknownSpecVersion") {
    const advice =
      "Start it with the same command. `plexus upgrade status --endpoint` of a node that goes on shows what is due; more in docs/guides/upgrade.md.";
    return new CommandFailure("upgradeNeeded", `${message}.`, advice, { cause: error });
  }
  if (error instanceof Error && error.name === "AbortError") {
    return new CommandFailure("interrupted", "Interrupted.", "Nothing more was done.", { cause: error });
  }
  if (looksUnreachable(error)) {
    return new CommandFailure(
      "notReachable",
      message,
      "Start the network with `npm start`, or name another one with --endpoint.",
      { cause: error },
    );
  }
  if ((error as { code?: unknown }).code === "Refused") {
    const { data } = error as { data?: unknown };
    const name = typeof data === "string" && /^\w+$/.test(data) ? data : "Refused";
    const sentence = `${message[0]?.toUpperCase()}${message.slice(1)}.`;
    return new CommandFailure("refused", sentence, adviceFor(name) ?? "Nothing was charged.", {
      code: name,
      cause: error,
    });
  }
  const { advice } = error as { advice?: unknown };
  if (typeof advice === "string") return new CommandFailure("refused", message, advice, { cause: error });
  return new CommandFailure("refused", message, "Run again with --verbose to see the causes.", { cause: error });
}
