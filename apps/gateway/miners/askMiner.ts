// One attempt at one miner: the signed task out, the answer in, its receipt checked against what really came
// (spec: architecture.md §3.10, §4 "a paid answer"). What it observed goes into the miner's health.
import { createHash } from "node:crypto";
import {
  type AxonAnswer,
  AxonError,
  canonicalJson,
  type MinerReceipt,
  type Task,
  verifyReceipt,
} from "@plexus/client/axon";
import type { Gateway } from "../gateway.js";
import type { Failure } from "../health/breaker.js";
import type { Speed } from "../health/observations.js";
import type { Question } from "../http/question.js";
import type { MinerView } from "../mirror/chainView.js";
import { type AnswerPart, BadMinerAnswer, type DetailedAnswer, readDetailed, readPart } from "./readAnswer.js";

export interface Answer {
  readonly text: string;
  readonly finish: "stop" | "length";
  /** Pieces in which the text came; 1 for an answer in one piece. */
  readonly parts: number;
  readonly detail: DetailedAnswer | undefined;
  /** Undefined when it does not hold: then nothing is owed. */
  readonly receipt: MinerReceipt | undefined;
  readonly receiptProblem: string | undefined;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

/** Why an attempt gave no answer. `refused` is the miner's own verdict on the request: another may think alike. */
export class AttemptFailed extends Error {
  readonly sort: Failure | "busy" | "refused" | "aborted";
  readonly status: number;
  readonly code: string;

  constructor(sort: AttemptFailed["sort"], status: number, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "AttemptFailed";
    this.sort = sort;
    this.status = status;
    this.code = code;
  }
}

function sortOf(error: AxonError): AttemptFailed["sort"] {
  if (error.code === "Aborted") return "aborted";
  if (error.code === "Unreachable" || error.code === "ConnectionLost") return "connection";
  if (error.code === "FirstByteTimeout" || error.code === "Timeout") return "timeout";
  if (error.status === 429 || error.status === 503) return "busy";
  if (error.status === 400 || error.status === 413 || error.status === 422) return "refused";
  return "answer";
}

function toFailure(error: unknown): AttemptFailed {
  if (error instanceof AttemptFailed) return error;
  if (error instanceof AxonError)
    return new AttemptFailed(sortOf(error), error.status, error.code, error.message, error);
  if (error instanceof BadMinerAnswer) return new AttemptFailed("answer", 0, "BadAnswer", error.message, error);
  throw error;
}

interface Collected {
  text: string;
  parts: number;
  finish: "stop" | "length" | undefined;
  lastPartMs: number;
}

/** What must hold between the receipt and what came; undefined when all does. */
function receiptProblem(gateway: Gateway, task: Task, given: AxonAnswer, hashed: string): string | undefined {
  const { receipt } = given;
  if (receipt.id !== task.id) return "it is for another task";
  if (receipt.netuid !== task.netuid) return "it names another subnet";
  if (receipt.model !== task.request.model) return `it names the model ${receipt.model}`;
  if (receipt.gateway !== gateway.key.address) return "it names another gateway";
  if (receipt.response_sha256 !== createHash("sha256").update(hashed).digest("hex"))
    return "its hash is of another answer";
  const verdict = verifyReceipt(receipt, gateway.crypto);
  return verdict.ok ? undefined : verdict.problems.join("; ");
}

function speedOf(given: AxonAnswer, collected: Collected): Speed {
  const { firstByteMs } = given;
  const more = collected.parts - 1;
  return { firstByteMs, perTokenMs: more > 0 ? Math.max(0, collected.lastPartMs - firstByteMs) / more : undefined };
}

export interface Ask {
  readonly id: string;
  readonly miner: MinerView;
  readonly model: string;
  readonly question: Question;
  readonly signal: AbortSignal;
  /** A validator's challenge: it takes none of the miner's slots. */
  readonly isRelay?: boolean;
  /** Gets each piece of text as it comes; not called for detailed answers. */
  readonly onPart?: (part: AnswerPart) => void;
}

async function attempt(gateway: Gateway, ask: Ask): Promise<Answer> {
  const { miner, question } = ask;
  const task: Task = {
    netuid: gateway.netuid,
    market: "text",
    kind: question.kind,
    request: { model: ask.model, ...question.request },
    stream: !question.detailed,
    id: ask.id,
  };
  const startedMs = performance.now();
  const collected: Collected = { text: "", parts: 0, finish: undefined, lastPartMs: 0 };
  const given = await gateway.callAxon({
    key: gateway.key,
    receiver: miner.hotkey,
    url: miner.url,
    task,
    signal: ask.signal,
    timeoutMs: gateway.limits.answerMs,
    firstByteTimeoutMs: gateway.limits.firstByteMs,
    maxAnswerBytes: 4 << 20,
    onEvent(event) {
      const part = readPart(question.kind, event);
      if (part.text !== "") {
        collected.text += part.text;
        collected.parts += 1;
        collected.lastPartMs = performance.now() - startedMs;
      }
      if (part.finish !== undefined) collected.finish = part.finish;
      ask.onPart?.(part);
    },
  });
  const wanted = question.request.candidates as string[] | undefined;
  const detail = question.detailed ? readDetailed(question.kind, given.result, wanted) : undefined;
  const finish = detail?.finish ?? collected.finish;
  if (finish === undefined) throw new BadMinerAnswer("no finish_reason");
  const problem = receiptProblem(
    gateway,
    task,
    given,
    detail === undefined ? collected.text : canonicalJson(detail.rawChoices),
  );
  if (problem === undefined)
    gateway.health.succeeded(miner.hotkey, detail === undefined ? speedOf(given, collected) : undefined);
  else gateway.health.failed(miner.hotkey, "receipt");
  return {
    text: detail?.text ?? collected.text,
    finish,
    parts: detail === undefined ? collected.parts : 1,
    detail,
    receipt: problem === undefined ? given.receipt : undefined,
    receiptProblem: problem,
    firstByteMs: given.firstByteMs,
    totalMs: given.totalMs,
  };
}

/** What a failure says against the miner once it is known not to lie in the request. */
export function faultOf(failure: AttemptFailed): Failure | undefined {
  if (failure.sort === "timeout" || failure.sort === "answer") return failure.sort;
  return failure.sort === "refused" ? "answer" : undefined;
}

/**
 * Throws AttemptFailed; anything else is a fault of ours. A lost connection counts against the miner at once; of other
 * failures the caller decides, since a customer's request may be what no miner can answer.
 */
export async function askMiner(gateway: Gateway, ask: Ask): Promise<Answer> {
  const end = gateway.health.begin(ask.miner.hotkey, ask.isRelay);
  try {
    return await attempt(gateway, ask);
  } catch (error) {
    const failure = toFailure(error);
    if (failure.sort === "connection") gateway.health.failed(ask.miner.hotkey, "connection");
    gateway.metrics.attempts.inc({ outcome: failure.sort });
    throw failure;
  } finally {
    end();
  }
}
