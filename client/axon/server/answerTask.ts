// POST /v1/task: envelope in, JSON or an event stream with a receipt at its end out (spec: architecture.md §3.10).
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AxonError } from "../axonError.js";
import type { AxonLogger } from "../axonLogger.js";
import { parseTask, type Task, type TaskAnswer } from "../task.js";
import { createEventStream } from "./eventStream.js";
import { sendJson } from "./sendAnswer.js";

export interface TaskContext {
  /** ss58 of the hotkey that signed the request. */
  readonly caller: string;
  /** Aborted when the caller goes away, the time is up, or the axon closes. */
  readonly signal: AbortSignal;
  /** Lower-hex sha256 of the exact body: `request_sha256` of the receipt. */
  readonly requestSha256: string;
  /** Sends one event of a streamed answer; await it, it carries the back-pressure. */
  stream(event: unknown): Promise<void>;
}

export type TaskHandler = (task: Task, context: TaskContext) => Promise<TaskAnswer>;

export interface TaskCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Uint8Array;
  readonly caller: string;
  readonly signal: AbortSignal;
}

/** Runs the handler once. Errors before the first event are thrown; later ones end the stream with an `error` event. */
export async function answerTask(
  call: TaskCall,
  handle: TaskHandler,
  stallMs: number,
  logger: AxonLogger,
): Promise<void> {
  const task = parseTask(call.body);
  const events = createEventStream(call.response, stallMs);
  const context: TaskContext = {
    caller: call.caller,
    signal: call.signal,
    requestSha256: createHash("sha256").update(call.body).digest("hex"),
    async stream(event) {
      if (!task.stream) throw new Error("this task asked for one answer, not for a stream");
      call.signal.throwIfAborted();
      await events.send(event);
    },
  };
  try {
    const answer = await handle(task, context);
    if (!task.stream) {
      sendJson(call.response, 200, answer);
      return;
    }
    await events.send(answer.receipt, "receipt");
    events.finish();
  } catch (error) {
    if (call.response.destroyed) return;
    if (!events.opened) throw error;
    const known = error instanceof AxonError;
    if (!known) logger.error({ err: error, task: task.id }, "stream failed");
    events.fail(known ? error : new AxonError(500, "InternalError", "the miner failed inside the stream"));
  }
}
