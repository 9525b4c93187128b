// Calls an axon: one task out, one answer or a stream of events back, and the miner's receipt (spec: architecture.md §3.10).
import { createHash } from "node:crypto";
import type { KeyPair } from "@plexus/core/crypto";
import { AxonError } from "../axonError.js";
import type { MinerReceipt } from "../receipts/receipt.js";
import { describeFaults, minerReceiptShape } from "../receipts/receiptShape.js";
import type { Task } from "../task.js";
import { createEventReader, type ServerEvent } from "./eventReader.js";
import { endpointUrl, refusalError, signedExchange } from "./signedExchange.js";

export interface CallAxonOptions {
  readonly key: KeyPair;
  /** ss58 of the miner's hotkey: nobody else can accept the request. */
  readonly receiver: string;
  /** The axon's base, http://ip:port */
  readonly url: string;
  readonly task: Task;
  readonly signal?: AbortSignal;
  /** For the whole answer. Default 120 s. */
  readonly timeoutMs?: number;
  /** For its first byte. Default 30 s. */
  readonly firstByteTimeoutMs?: number;
  readonly maxAnswerBytes?: number;
  /** Gets each event of a streamed answer, parsed. */
  readonly onEvent?: (event: unknown) => void;
}

export interface AxonAnswer {
  /** Undefined for streamed answers. */
  readonly result: unknown;
  /** Of the right shape and naming the right miner; its signature is for verifyReceipt. */
  readonly receipt: MinerReceipt;
  /** Lower-hex sha256 of the body that was sent; the receipt must name it. */
  readonly requestSha256: string;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

function badAnswer(message: string): AxonError {
  return new AxonError(0, "BadAnswer", message, { sawFirstByte: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer("the miner sent something that is not JSON");
  }
}

/** The receipt if it has the shape and belongs to this very request. */
function readReceipt(value: unknown, miner: string, requestSha256: string): MinerReceipt {
  const parsed = minerReceiptShape.safeParse(value);
  if (!parsed.success) throw badAnswer(`the receipt is malformed: ${describeFaults(parsed.error).join("; ")}`);
  if (parsed.data.miner !== miner) throw badAnswer(`the receipt is by ${parsed.data.miner}, not by ${miner}`);
  if (parsed.data.request_sha256 !== requestSha256) throw badAnswer("the receipt is for another request");
  return parsed.data;
}

/** Collects a stream: events go out as they come, the receipt and the closing mark are kept. */
function createStreamCollector(onEvent: ((event: unknown) => void) | undefined) {
  const state: { receipt: unknown; done: boolean } = { receipt: undefined, done: false };
  const reader = createEventReader(({ name, data }: ServerEvent) => {
    if (name === "receipt") state.receipt = parseJson(data);
    else if (name === "error") throw refusalError(500, Buffer.from(data));
    else if (data === "[DONE]") state.done = true;
    else if (!state.done) onEvent?.(parseJson(data));
  });
  return { state, push: reader.push };
}

/**
 * Sends the task and waits for the whole answer. Throws AxonError: with the miner's own status and code where it refused;
 * with status 0 and `Unreachable`, `FirstByteTimeout`, `Timeout`, `Aborted`, `AnswerTooLarge`, `ConnectionLost` or
 * `BadAnswer` otherwise. `sawFirstByte` says whether a retry elsewhere would still be invisible.
 */
export async function callAxon(options: CallAxonOptions): Promise<AxonAnswer> {
  const body = Buffer.from(JSON.stringify(options.task));
  const requestSha256 = createHash("sha256").update(body).digest("hex");
  const stream = createStreamCollector(options.onEvent);
  const parts: Buffer[] = [];
  const answer = await signedExchange({
    key: options.key,
    receiver: options.receiver,
    url: endpointUrl(options.url, "/v1/task"),
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: options.task.stream ? "text/event-stream" : "application/json",
    },
    body,
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? 120_000,
    firstByteTimeoutMs: options.firstByteTimeoutMs ?? 30_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 8 << 20,
    onPart(part, status) {
      if (options.task.stream && status === 200) stream.push(part);
      else parts.push(part);
    },
  });
  const { status, firstByteMs, totalMs } = answer;
  if (status !== 200) throw refusalError(status, Buffer.concat(parts));
  if (options.task.stream) {
    if (!stream.state.done)
      throw new AxonError(0, "ConnectionLost", "the stream ended too early", { sawFirstByte: true });
    const receipt = readReceipt(stream.state.receipt, options.receiver, requestSha256);
    return { result: undefined, receipt, requestSha256, firstByteMs, totalMs };
  }
  const whole = parseJson(Buffer.concat(parts).toString()) as { result?: unknown; receipt?: unknown } | null;
  const receipt = readReceipt(whole?.receipt, options.receiver, requestSha256);
  return { result: whole?.result, receipt, requestSha256, firstByteMs, totalMs };
}
