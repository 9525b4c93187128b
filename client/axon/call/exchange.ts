// One HTTP exchange under three limits: time to the first byte of the answer's body, time for all of it, and its size.
// Every way in which it can fail becomes an AxonError with a code of its own (spec: architecture.md §3.10).
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, Agent as SecureAgent } from "node:https";
import { AxonError } from "../axonError.js";

export interface ExchangeLimits {
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  readonly firstByteTimeoutMs: number;
  readonly maxAnswerBytes: number;
}

export interface ExchangeInput extends ExchangeLimits {
  readonly url: URL;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  /** Gets each piece of the body as it comes. Whatever it throws ends the exchange and is thrown on. */
  readonly onPart: (part: Buffer, status: number) => void;
}

export interface ExchangeResult {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly firstByteMs: number;
  readonly totalMs: number;
}

// Idle sockets are dropped before the axon's own 30 s, so that a request is rarely written into a closing one.
const pool = { keepAlive: true, timeout: 20_000, maxFreeSockets: 64 };
const agent = new Agent(pool);
const secureAgent = new SecureAgent(pool);

/** Raised inside when a pooled socket turned out dead before the server can have read the request. */
export class StaleSocketError extends Error {}

/** Runs the exchange. Throws AxonError `Unreachable`, `FirstByteTimeout`, `Timeout`, `Aborted`, `AnswerTooLarge`, `ConnectionLost`. */
export function exchange(input: ExchangeInput): Promise<ExchangeResult> {
  const startedMs = performance.now();
  const secure = input.url.protocol === "https:";
  return new Promise((resolve, reject) => {
    let firstByteMs: number | undefined;
    let received = 0;
    let settled = false;
    const options = {
      method: input.method,
      headers: { ...input.headers, "content-length": input.body.length },
      agent: secure ? secureAgent : agent,
    };
    const outgoing = secure ? httpsRequest(input.url, options) : httpRequest(input.url, options);

    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(whole);
      clearTimeout(first);
      input.signal?.removeEventListener("abort", onAbort);
      finish();
    };
    const fail = (error: Error) =>
      settle(() => {
        outgoing.destroy();
        reject(error);
      });
    // Sockets close after every exchange: an error is made only where it will be told, since its stack costs.
    const failAs = (code: string, message: string, cause?: unknown) => {
      if (!settled) fail(new AxonError(0, code, message, { cause, sawFirstByte: firstByteMs !== undefined }));
    };

    const onAbort = () => failAs("Aborted", "the request was called off", input.signal?.reason);
    const whole = setTimeout(() => failAs("Timeout", `no whole answer in ${input.timeoutMs} ms`), input.timeoutMs);
    const first = setTimeout(
      () => failAs("FirstByteTimeout", `no answer began in ${input.firstByteTimeoutMs} ms`),
      input.firstByteTimeoutMs,
    );
    if (input.signal?.aborted) onAbort();
    else input.signal?.addEventListener("abort", onAbort, { once: true });

    outgoing.on("error", (cause: NodeJS.ErrnoException) => {
      if (outgoing.reusedSocket && (cause.code === "ECONNRESET" || cause.code === "EPIPE"))
        fail(new StaleSocketError());
      else failAs("Unreachable", `${input.url.host} cannot be reached (${cause.code ?? cause.message})`, cause);
    });
    outgoing.on("response", (answer) => {
      const status = answer.statusCode ?? 0;
      answer.on("data", (part: Buffer) => {
        if (settled) return;
        if (firstByteMs === undefined) {
          firstByteMs = performance.now() - startedMs;
          clearTimeout(first);
        }
        received += part.length;
        if (received > input.maxAnswerBytes) {
          failAs("AnswerTooLarge", `the answer passes ${input.maxAnswerBytes} bytes`);
          return;
        }
        try {
          input.onPart(part, status);
        } catch (error) {
          fail(error instanceof Error ? error : new Error(String(error)));
        }
      });
      answer.on("end", () => {
        const totalMs = performance.now() - startedMs;
        settle(() => resolve({ status, headers: answer.headers, firstByteMs: firstByteMs ?? totalMs, totalMs }));
      });
      answer.on("error", (cause) => failAs("ConnectionLost", "the answer broke off", cause));
      answer.on("close", () => failAs("ConnectionLost", "the answer broke off"));
    });
    if (!settled) outgoing.end(input.body);
  });
}
