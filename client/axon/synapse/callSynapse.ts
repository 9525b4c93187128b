// Calls a Python neuron of SDK 10 as its own dendrite would (spec: substrate-wire.md §6).
import { randomUUID } from "node:crypto";
import type { KeyPair } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { AxonError } from "../axonError.js";
import { freshNonce } from "../btauth/freshNonce.js";
import { exchange } from "../call/exchange.js";
import { endpointUrl, refusalError } from "../call/signedExchange.js";
import { requestMessage, synapseBodyHash, synapseVersion } from "./synapseMessage.js";

export interface CallSynapseOptions {
  readonly key: KeyPair;
  readonly receiver: string;
  readonly url: string;
  /** The Python class name; it is the path. */
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly hashFields: readonly string[];
  /** Empty defaults of the class's required fields ("" for str, 0 for int …), as Python announces them in headers. */
  readonly requiredDefaults?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

const dendriteUuid = randomUUID();

function dendriteHeaders(
  options: CallSynapseOptions,
  url: URL,
  bodyHash: string,
  bytes: number,
): Record<string, string> {
  const { key, receiver } = options;
  const nonce = freshNonce();
  const message = requestMessage({ nonce, dendrite: key.address, axon: receiver, uuid: dendriteUuid, bodyHash });
  const headers: Record<string, string> = {
    "content-type": "application/json",
    name: options.name,
    timeout: String((options.timeoutMs ?? 12_000) / 1_000),
    bt_header_axon_ip: url.hostname,
    bt_header_axon_port: url.port || "80",
    bt_header_axon_hotkey: receiver,
    bt_header_dendrite_ip: "127.0.0.1",
    bt_header_dendrite_version: String(synapseVersion),
    bt_header_dendrite_nonce: nonce,
    bt_header_dendrite_uuid: dendriteUuid,
    bt_header_dendrite_hotkey: key.address,
    bt_header_dendrite_signature: toHex(key.sign(message)),
    header_size: "0",
    total_size: String(bytes),
    computed_body_hash: bodyHash,
  };
  for (const [field, empty] of Object.entries(options.requiredDefaults ?? {})) {
    headers[`bt_header_input_obj_${field}`] = Buffer.from(JSON.stringify(empty)).toString("base64");
  }
  return headers;
}

/** The fields of the answered synapse. Throws AxonError, `UnhashableField` for fields that Python prints its own way. */
export async function callSynapse(options: CallSynapseOptions): Promise<Record<string, unknown>> {
  const bodyHash = synapseBodyHash(options.fields, options.hashFields);
  if (bodyHash === undefined) {
    throw new AxonError(0, "UnhashableField", "hashed fields must be text or whole numbers");
  }
  const url = endpointUrl(options.url, `/${options.name}`);
  const timeoutMs = options.timeoutMs ?? 12_000;
  const body = Buffer.from(JSON.stringify({ ...options.fields, name: options.name, timeout: timeoutMs / 1_000 }));
  const parts: Buffer[] = [];
  const { status } = await exchange({
    url,
    method: "POST",
    headers: dendriteHeaders(options, url, bodyHash, body.length),
    body,
    signal: options.signal,
    timeoutMs,
    firstByteTimeoutMs: timeoutMs,
    maxAnswerBytes: 8 << 20,
    onPart: (part) => parts.push(part),
  });
  const answer = Buffer.concat(parts);
  if (status !== 200) throw refusalError(status, answer);
  try {
    const value: unknown = JSON.parse(answer.toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw new AxonError(0, "BadAnswer", "the neuron sent something that is not a JSON object", { sawFirstByte: true });
}
