// JSON-RPC by single POSTs to a server that may lie: no answer is read beyond its bound or waited for beyond its time.
import { SdkError } from "../sdkError.js";
import { badAnswer, readObject } from "./wire/readJson.js";

export interface LightRequestOptions {
  readonly signal?: AbortSignal;
}

/** What the light client asks: `params` is a list for Substrate's methods, an object for CometBFT's. */
export interface LightRpc {
  request(method: string, params: readonly unknown[] | object, options?: LightRequestOptions): Promise<unknown>;
}

export interface LightRpcOptions {
  /** Largest proof that is read. Default 16 MiB: a value of 8 MiB as hex. */
  readonly maxProofBytes?: number;
  /** For a whole answer. Default 15 s. */
  readonly timeoutMs?: number;
}

const defaults = { maxProofBytes: 16 * 1024 * 1024, timeoutMs: 15_000 };
/** Largest answer of every other method: a commit by 1,000 producers has a quarter of it. */
const maxAnswerBytes = 1024 * 1024;

async function readBody(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let [text, read] = ["", 0];
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return text + decoder.decode();
    read += chunk.value.length;
    if (read > maxBytes) {
      await reader?.cancel();
      throw badAnswer(`more than ${maxBytes} bytes`);
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
}

function readResult(method: string, text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SdkError("BadAnswer", `the answer to ${method} is not JSON`, { cause });
  }
  const { result, error } = readObject(json, "answer");
  if (error === undefined || error === null) return result;
  const { code, message, data } = readObject(error, "error");
  const words = [message, data].filter((part) => typeof part === "string").map((part) => String(part).slice(0, 500));
  throw new SdkError("RpcError", `${method}: ${words.join(": ")}`, {
    rpcCode: typeof code === "number" ? code : undefined,
  });
}

/** Takes http(s) and ws(s) addresses alike: a node answers both on one port. Throws SdkError `BadInput`. */
export function httpLightRpc(address: string, options: LightRpcOptions = {}): LightRpc {
  const { maxProofBytes, timeoutMs } = { ...defaults, ...options };
  const url = address.replace(/^ws(s?):/, "http$1:");
  if (!/^https?:\/\/[^/]/.test(url)) throw new SdkError("BadInput", `${address} is no address of a node`);
  let nextId = 1;
  return {
    async request(method, params, { signal } = {}) {
      const stop = new AbortController();
      const onAbort = () =>
        stop.abort(new SdkError("Aborted", "the question was called off", { cause: signal?.reason }));
      const late = new SdkError("Timeout", `no answer to ${method} in ${timeoutMs} ms`);
      const timer = setTimeout(() => stop.abort(late), timeoutMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      if (signal?.aborted) onAbort();
      try {
        const body = JSON.stringify({ jsonrpc: "2.0", id: nextId++, method, params });
        const headers = { "content-type": "application/json" };
        // A redirect could lead to what only this machine can reach.
        const how = { method: "POST", redirect: "error", credentials: "omit" } as const;
        const response = await fetch(url, { ...how, body, headers, signal: stop.signal });
        return readResult(
          method,
          await readBody(response, method === "plexus_getProof" ? maxProofBytes : maxAnswerBytes),
        );
      } catch (cause) {
        if (cause instanceof SdkError) throw cause;
        if (stop.signal.reason instanceof SdkError) throw stop.signal.reason;
        throw new SdkError("Unreachable", `no node answers at ${url}`, { cause });
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      }
    },
  };
}
