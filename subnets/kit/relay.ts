// How a validator reaches a miner: through the gateway, which signs the challenge with its own hotkey as it signs customers'
// requests (CONTRACTS "subnets/kit"). A fault of the gateway is told from a fault of the miner: only the latter counts.
import { createDeadline, signRequest } from "@plexus/client/axon";
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

interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

type Exchange = (method: "GET" | "POST", path: string, body: string, signal: AbortSignal) => Promise<Reply>;

export function createRelay(options: RelayOptions): Relay {
  const exchange = createExchange(options);
  return {
    async ask(miner, request, timeoutMs, signal) {
      const deadline = createDeadline(timeoutMs, signal);
      const startedMs = performance.now();
      try {
        const path = `/v1/relay/${encodeURIComponent(miner)}`;
        const reply = await exchange("POST", path, JSON.stringify(request), deadline.signal);
        return readReply(reply, performance.now() - startedMs);
      } catch (error) {
        signal.throwIfAborted();
        if (deadline.signal.aborted) return { outcome: "failed", status: 504, code: "Timeout", upstreamMs: timeoutMs };
        return { outcome: "void", status: 0, code: error instanceof Error ? error.name : "Error" };
      } finally {
        deadline.clear();
      }
    },
    async shapes(signal) {
      const deadline = createDeadline(SHAPES_TIMEOUT_MS, signal);
      try {
        const { status, text } = await exchange("GET", "/v1/shapes", "", deadline.signal);
        const list = parsed(text)?.["shapes"];
        return status === 200 && Array.isArray(list) ? list : [];
      } catch {
        signal.throwIfAborted();
        return [];
      } finally {
        deadline.clear();
      }
    },
  };
}

/** Signed requests to the gateway. */
function createExchange({ gatewayUrl, key, fetch: send = fetch }: RelayOptions): Exchange {
  const base = gatewayUrl.replace(/\/+$/, "");
  let receiver: string | undefined;

  /** The gateway's hotkey, by its own word: it binds a signature to whoever answers at this address. */
  async function receiverAt(signal: AbortSignal): Promise<string> {
    if (receiver !== undefined) return receiver;
    const hotkey = parsed(await boundedText(await send(`${base}/health`, { signal })))?.["hotkey"];
    if (typeof hotkey !== "string") throw new Error("the gateway does not name its hotkey");
    receiver = hotkey;
    return hotkey;
  }

  return async (method, path, text, signal) => {
    const body = Buffer.from(text);
    const target = new URL(base + path).pathname;
    const signed = signRequest({ key, method, target, body, receiver: await receiverAt(signal) });
    const headers = { "content-type": "application/json", ...signed };
    const response = await send(base + path, { method, headers, signal, ...(method === "GET" ? {} : { body }) });
    if (response.status === 401) receiver = undefined;
    return { status: response.status, headers: response.headers, text: await boundedText(response) };
  };
}

/** A reply without timing comes from the gateway itself; only 404 is then the miner's: it has no offer. */
function readReply({ status, headers, text }: Reply, tookMs: number): RelayAnswer {
  const upstreamMs = numberOf(headers.get("x-plexus-upstream-ms"));
  const value = parsed(text);
  if (status === 200) {
    const firstByteMs = numberOf(headers.get("x-plexus-first-byte-ms")) ?? 0;
    const { result, receipt } = value ?? {};
    return { outcome: "answered", result, receipt, upstreamMs: upstreamMs ?? tookMs, firstByteMs };
  }
  const code = codeOf(value) ?? String(status);
  if (upstreamMs === undefined && status !== 404) return { outcome: "void", status, code };
  return { outcome: "failed", status, code, upstreamMs: upstreamMs ?? 0 };
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

const numberOf = (text: string | null) =>
  text === null || text === "" || !Number.isFinite(Number(text)) ? undefined : Number(text);
const codeOf = (value: Record<string, unknown> | undefined) => {
  const code = (value?.["error"] as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code.slice(0, 64) : undefined;
};
