// Calls to CometBFT's own RPC over its Unix socket, bounded in time and size.

import { request } from "node:http";

export interface CometRpcOptions {
  readonly timeoutMs?: number;
  readonly maximumBytes?: number;
}

export class CometRpcError extends Error {
  override name = "CometRpcError";
}

const TIMEOUT_MS = 5_000;
/** A page of 100 validators or a block of 12 MiB in base64. */
const MAXIMUM_BYTES = 24 * 1024 * 1024;

/** Sends a JSON-RPC body as it is and returns the answer as it comes. Throws CometRpcError. */
export function postToComet(socketPath: string, body: string, options: CometRpcOptions = {}): Promise<string> {
  const { timeoutMs = TIMEOUT_MS, maximumBytes = MAXIMUM_BYTES } = options;
  return new Promise((resolve, reject) => {
    const fail = (message: string) => {
      call.destroy();
      reject(new CometRpcError(message));
    };
    const timer = setTimeout(() => fail(`CometBFT did not answer within ${timeoutMs} ms`), timeoutMs);
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      host: "localhost",
    };
    const call = request({ socketPath, method: "POST", path: "/", headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > maximumBytes) fail(`CometBFT's answer is larger than ${maximumBytes} bytes`);
        else pieces.push(piece);
      });
      response.on("end", () => {
        clearTimeout(timer);
        resolve(Buffer.concat(pieces).toString("utf8"));
      });
      response.on("error", (error) => fail(error.message));
    });
    call.on("error", (error) => {
      clearTimeout(timer);
      reject(new CometRpcError(`CometBFT's RPC cannot be reached: ${error.message}`));
    });
    call.end(body);
  });
}

/** The result of one call. Throws CometRpcError, also for an error of CometBFT. */
export async function callComet<Result>(
  socketPath: string,
  method: string,
  params: Record<string, unknown> = {},
  options?: CometRpcOptions,
): Promise<Result> {
  const text = await postToComet(socketPath, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }), options);
  let answer: { result?: Result; error?: { message?: string; data?: string } };
  try {
    answer = JSON.parse(text);
  } catch {
    throw new CometRpcError(`CometBFT's answer to ${method} is not JSON`);
  }
  if (answer.error) throw new CometRpcError(`${method}: ${answer.error.message ?? ""} ${answer.error.data ?? ""}`);
  return answer.result as Result;
}
