// The miner's side: envelope → text engine → OpenAI-shaped answer or chunks, and a signed receipt. Bounded in tokens, in
// answers at a time and in waiting ones; what is beyond is refused with 503 so that the gateway goes elsewhere.
import { createHash } from "node:crypto";
import { AxonError, canonicalJson, type MinerReceipt, signMinerReceipt, type Task, type TaskAnswer, type TaskContext } from "@plexus/client/axon";
import type { KeyPair } from "@plexus/core/crypto";
import type { Finish, GeneratedToken, GenerateRequest, TextEngine } from "@plexus/ml/engine";
import type { z } from "zod";
import { candidateChoices, chatChoices, chunkOf, completionChoices, type Generated, type Kind } from "./answerShapes.js";
import { type ChatRequest, chatRequest, type CompletionRequest, completionRequest } from "./task.js";

export interface TextMinerOptions {
  key: KeyPair;
  netuid: number;
  /** Asked for every task: the engine may be swapped while the miner runs. */
  engine: () => TextEngine;
  /** What stands in the receipts: the model as committed on chain, whatever the engine is. */
  committed: { model: string; sha256: string };
  /** Answers at a time. */
  slots: number;
  /** Tasks that may wait for a slot. */
  maxWaiting?: number;
  /** Divides log-probabilities of candidates into a calibrated belief; 5–16 for whole phrases. */
  candidateTemperature?: () => number;
  /** Told why the engine failed; the caller only learns that it did. */
  onError?: (error: unknown) => void;
  nowMs?: () => number;
}

export interface TextMiner {
  handle(task: Task, context: TaskContext): Promise<TaskAnswer>;
  /** Counts since the start. */
  counts(): { requests: number; answered: number; refused: number; failed: number; open: number; tokensOut: number; lastRequestMs: number | undefined };
}

type Work = { tokensIn: number; tokensOut: number; result: unknown; hashed: string };

export function createTextMiner(options: TextMinerOptions): TextMiner {
  const limit = options.slots + (options.maxWaiting ?? 8);
  const counts = { requests: 0, answered: 0, refused: 0, failed: 0, open: 0, tokensOut: 0, lastRequestMs: undefined as number | undefined };
  const nowMs = options.nowMs ?? Date.now;
  const enter = createGate(options.slots);

  async function handle(task: Task, context: TaskContext): Promise<TaskAnswer> {
    counts.requests += 1;
    counts.lastRequestMs = nowMs();
    if (counts.open >= limit) {
      counts.refused += 1;
      throw new AxonError(503, "Busy", `all ${options.slots} slots and the queue are full`);
    }
    counts.open += 1;
    try {
      const work = await enter(context.signal, () => answer(task, context));
      counts.answered += 1;
      counts.tokensOut += work.tokensOut;
      return { result: work.result, receipt: receiptFor(task, context, work) };
    } catch (error) {
      if (error instanceof AxonError && error.status < 500) counts.refused += 1;
      else {
        counts.failed += 1;
        if (!context.signal.aborted) options.onError?.(error);
      }
      throw error;
    } finally {
      counts.open -= 1;
    }
  }

  async function answer(task: Task, context: TaskContext): Promise<Work> {
    if (task.market !== "text" || task.netuid !== options.netuid) throw new AxonError(404, "WrongMarket", `this miner serves text on subnet ${options.netuid}`);
    if (task.kind === "chat") return answerChat(checked(chatRequest, task.request), task, context);
    if (task.kind === "completion") return answerCompletion(checked(completionRequest, task.request), task, context);
    throw new AxonError(400, "BadTask", `kind: "${task.kind}" is neither chat nor completion`);
  }

  async function answerChat(request: ChatRequest, task: Task, context: TaskContext): Promise<Work> {
    const prompt = { kind: "chat" as const, messages: request.messages };
    return generated("chat", { ...samplingOf(request), prompt, logprobs: request.logprobs ? Math.max(1, request.top_logprobs) : 0 }, request.logprobs, task, context);
  }

  async function answerCompletion(request: CompletionRequest, task: Task, context: TaskContext): Promise<Work> {
    if (request.candidates !== undefined) return scored(request, request.candidates, task, context);
    const prompt = { kind: "text" as const, text: request.prompt };
    const wanted = request.logprobs;
    return generated("completion", { ...samplingOf(request), prompt, logprobs: wanted === undefined ? 0 : Math.max(1, wanted) }, wanted !== undefined, task, context);
  }

  async function scored(request: CompletionRequest, candidates: string[], task: Task, context: TaskContext): Promise<Work> {
    const engine = options.engine();
    const { logprobs, tokensIn } = await guarded(context.signal, () => engine.scoreContinuations(request.prompt, candidates, context.signal));
    const choices = candidateChoices(candidates, logprobs, options.candidateTemperature?.() ?? 8);
    const usage = { prompt_tokens: tokensIn, completion_tokens: candidates.length, total_tokens: tokensIn + candidates.length };
    return { tokensIn, tokensOut: candidates.length, result: { ...headOf(task, "completion"), choices, usage }, hashed: canonicalJson(choices) };
  }

  async function generated(kind: Kind, request: GenerateRequest, withLogprobs: boolean, task: Task, context: TaskContext): Promise<Work> {
    const head = headOf(task, kind);
    const out = await guarded(context.signal, () =>
      collect(options.engine(), request, context.signal, async (text, reason) => {
        if (task.stream) await context.stream(chunkOf(kind, head, text, reason));
      }));
    const choices = kind === "chat" ? chatChoices(out, withLogprobs) : completionChoices(out, withLogprobs);
    const { tokensIn, tokensOut } = out.finish;
    const usage = { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut };
    return { tokensIn, tokensOut, result: { ...head, object: kind === "chat" ? "chat.completion" : "text_completion", choices, usage }, hashed: withLogprobs ? canonicalJson(choices) : out.text };
  }

  function headOf(task: Task, kind: Kind) {
    return { id: `${kind === "chat" ? "chatcmpl" : "cmpl"}-${task.id}`, object: kind === "chat" ? "chat.completion" : "text_completion", created: Math.floor(nowMs() / 1000), model: nameIn(task) };
  }

  function nameIn(task: Task): string {
    const asked = task.request["model"];
    return typeof asked === "string" ? asked : options.committed.model;
  }

  function receiptFor(task: Task, context: TaskContext, work: Work): MinerReceipt {
    return signMinerReceipt(options.key, {
      version: 1,
      id: task.id,
      netuid: task.netuid,
      model: nameIn(task),
      model_sha256: options.committed.sha256,
      request_sha256: context.requestSha256,
      response_sha256: createHash("sha256").update(work.hashed).digest("hex"),
      tokens_in: work.tokensIn,
      tokens_out: work.tokensOut,
      finished_at_ms: nowMs(),
      miner: options.key.address,
      gateway: context.caller,
    });
  }

  return { handle, counts: () => ({ ...counts }) };
}

/** Runs at most `slots` at a time, first come first served; a place is handed over, never freed while somebody waits. */
function createGate(slots: number) {
  let open = 0;
  const waiting: (() => void)[] = [];
  return async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    if (open >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
    else open += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) open -= 1;
      else next();
    }
  };
}

async function collect(engine: TextEngine, request: GenerateRequest, signal: AbortSignal, onText: (text: string, reason: Finish["reason"] | null) => Promise<void>): Promise<Generated> {
  const tokens: GeneratedToken[] = [];
  let text = "";
  const stream = engine.generate(request, signal);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) {
      await onText("", next.value.reason);
      return { tokens, text, finish: next.value };
    }
    tokens.push(next.value);
    text += next.value.text;
    if (next.value.text !== "") await onText(next.value.text, null);
  }
}

const samplingOf = (request: ChatRequest | CompletionRequest) => ({
  maxTokens: request.max_tokens,
  temperature: request.temperature,
  topP: request.top_p,
  stop: request.stop,
  ...(request.seed === undefined ? {} : { seed: request.seed }),
});

/** The engine's own troubles are ours, not the caller's: 500 without its inner words. */
async function guarded<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (signal.aborted || cause instanceof AxonError) throw cause;
    throw Object.assign(new AxonError(500, "EngineFailed", "the model could not answer this request"), { cause });
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AxonError(400, "BadRequest", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "bad request"}`.slice(0, 200));
}
