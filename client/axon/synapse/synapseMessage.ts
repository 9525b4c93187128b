// What Bittensor's SDK 10 signs in its Synapse headers, and how it hashes a body (spec: substrate-wire.md §6).
import { createHash } from "node:crypto";

/** The version numbers at and above which Python applies the nanosecond nonce rule; ours reads as 10.5.0. */
export const synapseVersion = 10_005_000;

const sha3 = (text: string) => createHash("sha3-256").update(text).digest("hex");

/**
 * Python's str() of a field. Only text and whole numbers print alike in both languages; anything else has no hash here.
 */
function pythonText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? value.toString() : undefined;
}

/** sha3-256 over the hex hashes of the named fields, in order; undefined where a field cannot be hashed. */
export function synapseBodyHash(
  body: Readonly<Record<string, unknown>>,
  hashFields: readonly string[],
): string | undefined {
  let joined = "";
  for (const field of hashFields) {
    const text = pythonText(body[field]);
    if (text === undefined) return undefined;
    joined += sha3(text);
  }
  return sha3(joined);
}

export interface RequestMessage {
  readonly nonce: string;
  readonly dendrite: string;
  readonly axon: string;
  readonly uuid: string;
  readonly bodyHash: string;
}

/** Signed by the caller. */
export function requestMessage(fields: RequestMessage): Uint8Array {
  const { nonce, dendrite, axon, uuid, bodyHash } = fields;
  return new TextEncoder().encode(`${nonce}.${dendrite}.${axon}.${uuid}.${bodyHash}`);
}

/** Signed by the axon in its answer. */
export function answerMessage(fields: Omit<RequestMessage, "bodyHash">): Uint8Array {
  const { nonce, dendrite, axon, uuid } = fields;
  return new TextEncoder().encode(`${nonce}.${dendrite}.${axon}.${uuid}`);
}
