// Answers a request of SDK 10's dendrite: POST /<SynapseClassName>, body and headers as Python expects them back
// (spec: substrate-wire.md §6).
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { KeyPair } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { AxonError } from "../axonError.js";
import type { AxonLogger } from "../axonLogger.js";
import { freshNonce } from "../btauth/freshNonce.js";
import { refusalMessage } from "../server/refusalMessage.js";
import { sendJson } from "../server/sendAnswer.js";
import { answerMessage, synapseBodyHash, synapseVersion } from "./synapseMessage.js";
import type { SynapseVerifier } from "./verifySynapse.js";

export interface SynapseContext {
  readonly caller: string;
  readonly signal: AbortSignal;
}

export interface SynapseRoute {
  /** `required_hash_fields` of the class, in order; only text and whole numbers are covered alike in both languages. */
  readonly hashFields: readonly string[];
  /** Gets the synapse's fields, gives those that it fills in. */
  handle(fields: Record<string, unknown>, context: SynapseContext): Promise<Record<string, unknown>>;
}

interface SynapseCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Uint8Array;
  readonly signal: AbortSignal;
}

interface SynapseSettings {
  readonly key: KeyPair;
  readonly logger: AxonLogger;
}

const axonUuid = randomUUID();

function parseFields(body: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw new AxonError(400, "BadSynapse", "the body is not a JSON object");
}

function terminalHeaders(key: KeyPair, request: IncomingMessage, startedMs: number): Record<string, string> {
  const nonce = freshNonce();
  const dendrite = String(request.headers["bt_header_dendrite_hotkey"] ?? "");
  const dendriteUuid = String(request.headers["bt_header_dendrite_uuid"] ?? "");
  const message = answerMessage({ nonce, dendrite, axon: key.address, uuid: axonUuid });
  return {
    bt_header_axon_status_code: "200",
    bt_header_axon_status_message: "Success",
    bt_header_axon_process_time: ((performance.now() - startedMs) / 1_000).toFixed(6),
    bt_header_axon_version: String(synapseVersion),
    bt_header_axon_hotkey: key.address,
    bt_header_axon_nonce: nonce,
    bt_header_axon_uuid: axonUuid,
    bt_header_axon_signature: toHex(key.sign(message)),
    bt_header_dendrite_hotkey: dendrite,
    bt_header_dendrite_uuid: dendriteUuid,
  };
}

/** Runs the exchange below; refusals carry Python's `message` and status headers beside our `error`. */
export async function answerSynapse(
  call: SynapseCall,
  name: string,
  route: SynapseRoute,
  verifier: SynapseVerifier,
  settings: SynapseSettings,
): Promise<void> {
  try {
    await answerVerified(call, name, route, verifier, settings);
  } catch (error) {
    if (!(error instanceof AxonError) || error.status < 400) throw error;
    const headers = {
      name,
      bt_header_axon_status_code: String(error.status),
      bt_header_axon_status_message: error.message.replace(/[^\x20-\x7e]/g, "?"),
    };
    sendJson(call.response, error.status, { ...error.toBody(), message: error.message }, headers);
  }
}

async function answerVerified(
  call: SynapseCall,
  name: string,
  route: SynapseRoute,
  verifier: SynapseVerifier,
  settings: SynapseSettings,
): Promise<void> {
  const startedMs = performance.now();
  const { request, response } = call;
  const fields = parseFields(call.body);
  const signed = { method: "POST", target: request.url ?? "", headers: request.headers, body: call.body };
  const check = await verifier.verify(signed, fields, route.hashFields);
  if (!check.ok) throw new AxonError(check.status, check.reason, refusalMessage(check.reason));

  const filled = await route.handle(fields, { caller: check.hotkey, signal: call.signal });
  if (response.destroyed) return;
  const answer = Buffer.from(JSON.stringify({ ...fields, ...filled }));
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": answer.length,
    name,
    timeout: String(request.headers["timeout"] ?? "12"),
    header_size: "0",
    total_size: String(answer.length),
    computed_body_hash: synapseBodyHash(fields, route.hashFields) ?? "",
    ...terminalHeaders(settings.key, request, startedMs),
  });
  response.end(answer);
}
