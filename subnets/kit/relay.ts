// How a validator reaches a miner: through the gateway, which signs the challenge with its own hotkey as it signs customers'
// requests (CONTRACTS "subnets/kit"). A fault of the gateway is told from a fault of the miner: only the latter counts.
import { signRequest } from "@plexus/client/axon";
import type { KeyPair } from "@plexus/core/crypto";

export interface RelayRequest {
  kind: string;
  request: Record<string, unknown>;
  stream: boolean;
}

export type RelayAnswer =
  | { outcome: "answered"; result: unknown; receipt: unknown; upstreamMs: number; firstByteMs: number }
  /** The miner's fault, or nobody could reach it. */
  | { outcome: "failed"; status: number; code: string; upstreamMs: number }
  /** The gateway's or our own fault: says nothing about the miner. */
  | { outcome: "void"; status: number; code: string };

export interface Relay {
  ask(miner: string, request: RelayRequest, timeoutMs: number, signal: AbortSignal): Promise<RelayAnswer>;
  /** Parameters of recent customers' requests; empty when there are none or the gateway has no answer. */
  shapes(signal: AbortSignal): Promise<unknown[]>;
}

export interface RelayOptions {
  gatewayUrl: string;
  key: KeyPair;
  fetch?: typeof fetch;
}

const MAX_ANSWER_BYTES = 4 << 20;
const SHAPES_TIMEOUT_MS = 5_000;

export function createRelay(options: RelayOptions): Relay {
  const send = options.fetch ?? fetch;
  const base = options.gatewayUrl.replace(/\/+$/, "");

  let receiver: string | undefined;

  /** The gateway's hotkey, by its own word: it binds a signature to whoever answers at this address, so no other can use it. */
  async function receiverAt(signal: AbortSignal): Promise<string> {
    if (receiver !== undefined) return receiver;
    const response = await send(`${base}/health`, { signal });
    const hotkey = parsed(await boundedText(response))?.["hotkey"];
    if (typeof hotkey !== "string") throw new Error("the gateway does not name its hotkey");
    receiver = hotkey;
    return hotkey;
  }

  async function exchange(method: string, target: string, body: string, signal: AbortSignal): Promise<{ status: number; headers: Headers; text: string }> {
    const bytes = Buffer.from(body);
    const signed = signRequest({ key: options.key, method, target: new URL(base + target).pathname, body: bytes, receiver: await receiverAt(signal) });
    const headers = { "content-type": "application/json", ...signed };
    const response = await send(base + target, { method, headers, signal, ...(method === "GET" ? {} : { body: bytes }) });
    if (response.status === 401) receiver = undefined;
    return { status: response.status, headers: response.headers, text: await boundedText(response) };
  }

  return {
    async ask(miner, request, timeoutMs, signal) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const startedMs = performance.now();
      try {
        const { status, headers, text } = await exchange("POST", `/v1/relay/${encodeURIComponent(miner)}`, JSON.stringify(request), limited);
        const upstreamMs = numberOf(headers.get("x-plexus-upstream-ms"));
        const value = parsed(text);
        if (status === 200) return { outcome: "answered", result: value?.["result"], receipt: value?.["receipt"], upstreamMs: upstreamMs ?? performance.now() - startedMs, firstByteMs: numberOf(headers.get("x-plexus-first-byte-ms")) ?? 0 };
        const code = codeOf(value) ?? String(status);
        return upstreamMs === undefined && status !== 404 ? { outcome: "void", status, code } : { outcome: "failed", status, code, upstreamMs: upstreamMs ?? 0 };
      } catch (error) {
        signal.throwIfAborted();
        if (limited.aborted) return { outcome: "failed", status: 504, code: "Timeout", upstreamMs: timeoutMs };
        return { outcome: "void", status: 0, code: error instanceof Error ? error.name : "Error" };
      }
    },
    async shapes(signal) {
      try {
        const { status, text } = await exchange("GET", "/v1/shapes", "", AbortSignal.any([signal, AbortSignal.timeout(SHAPES_TIMEOUT_MS)]));
        const list = parsed(text)?.["shapes"];
        return status === 200 && Array.isArray(list) ? list : [];
      } catch {
        signal.throwIfAborted();
        return [];
      }
    },
  };
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return "";
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) throw new RangeError("the gateway's answer is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const numberOf = (text: string | null) => (text === null || text === "" || !Number.isFinite(Number(text)) ? undefined : Number(text));
const codeOf = (value: Record<string, unknown> | undefined) => {
  const code = (value?.["error"] as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code.slice(0, 64) : undefined;
};
