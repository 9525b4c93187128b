// One task through the engine: parse, generate or score, and what the receipt will be over.
import { AxonError, canonicalJson, type Task, type TaskContext } from "@plexus/client/axon";
import type { Finish, GeneratedToken, GenerateRequest, TextEngine } from "@plexus/ml/engine";
import type { z } from "zod";
import {
  candidateChoices,
  chatChoices,
  chunkOf,
  completionChoices,
  type Generated,
  type Head,
  type Kind,
} from "./answerShapes.js";
import { type ChatRequest, type CompletionRequest, chatRequest, completionRequest } from "./task.js";

export interface Work {
  tokensIn: number;
  tokensOut: number;
  result: unknown;
  /** The text whose sha256 the receipt names. */
  hashed: string;
}

export interface Answering {
  engine: TextEngine;
  netuid: number;
  model: string;
  nowMs: number;
  /** Divides log-probabilities of candidates into a calibrated belief. */
  candidateTemperature: number;
}

/** Throws AxonError 400 or 404 for what is not served, 500 where the engine fails. */
export async function answerTask(answering: Answering, task: Task, context: TaskContext): Promise<Work> {
  if (task.market !== "text" || task.netuid !== answering.netuid) {
    throw new AxonError(404, "WrongMarket", `this miner serves text on subnet ${answering.netuid}`);
  }
  if (task.kind === "chat") return answerChat(answering, checked(chatRequest, task.request), task, context);
  if (task.kind === "completion") {
    return answerCompletion(answering, checked(completionRequest, task.request), task, context);
  }
  throw new AxonError(400, "BadTask", `kind: "${task.kind}" is neither chat nor completion`);
}

function answerChat(answering: Answering, request: ChatRequest, task: Task, context: TaskContext): Promise<Work> {
  const logprobs = request.logprobs ? Math.max(1, request.top_logprobs) : 0;
  const prompt = { kind: "chat" as const, messages: request.messages };
  return generated(answering, "chat", { ...samplingOf(request), prompt, logprobs }, task, context);
}

function answerCompletion(
  answering: Answering,
  request: CompletionRequest,
  task: Task,
  context: TaskContext,
): Promise<Work> {
  if (request.candidates !== undefined) return scored(answering, request.prompt, request.candidates, task, context);
  const logprobs = request.logprobs === undefined ? 0 : Math.max(1, request.logprobs);
  const prompt = { kind: "text" as const, text: request.prompt };
  return generated(answering, "completion", { ...samplingOf(request), prompt, logprobs }, task, context);
}

async function scored(
  answering: Answering,
  prefix: string,
  candidates: string[],
  task: Task,
  context: TaskContext,
): Promise<Work> {
  const { logprobs, tokensIn } = await guarded(context.signal, () =>
    answering.engine.scoreContinuations(prefix, candidates, context.signal),
  );
  const choices = candidateChoices(candidates, logprobs, answering.candidateTemperature);
  const tokensOut = candidates.length;
  const result = {
    ...headOf(answering, task, "completion"),
    object: "text_completion",
    choices,
    usage: usageOf(tokensIn, tokensOut),
  };
  return { tokensIn, tokensOut, result, hashed: canonicalJson(choices) };
}

async function generated(
  answering: Answering,
  kind: Kind,
  request: GenerateRequest,
  task: Task,
  context: TaskContext,
): Promise<Work> {
  const head = headOf(answering, task, kind);
  const out = await guarded(context.signal, () =>
    collect(answering.engine, request, context.signal, async (text, reason) => {
      if (task.stream) await context.stream(chunkOf(kind, head, text, reason));
    }),
  );
  const withLogprobs = request.logprobs > 0;
  const choices = kind === "chat" ? chatChoices(out, withLogprobs) : completionChoices(out, withLogprobs);
  const { tokensIn, tokensOut } = out.finish;
  const object = kind === "chat" ? "chat.completion" : "text_completion";
  const result = { ...head, object, choices, usage: usageOf(tokensIn, tokensOut) };
  return { tokensIn, tokensOut, result, hashed: withLogprobs ? canonicalJson(choices) : out.text };
}

async function collect(
  engine: TextEngine,
  request: GenerateRequest,
  signal: AbortSignal,
  onText: (text: string, reason: Finish["reason"] | null) => Promise<void>,
): Promise<Generated> {
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

function headOf(answering: Answering, task: Task, kind: Kind): Head {
  return {
    id: `${kind === "chat" ? "chatcmpl" : "cmpl"}-${task.id}`,
    created: Math.floor(answering.nowMs / 1_000),
    model: answering.model,
  };
}

const usageOf = (tokensIn: number, tokensOut: number) => ({
  prompt_tokens: tokensIn,
  completion_tokens: tokensOut,
  total_tokens: tokensIn + tokensOut,
});

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
    throw new AxonError(500, "EngineFailed", "the model could not answer this request", { cause });
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AxonError(400, "BadRequest", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "bad"}`.slice(0, 200));
}
