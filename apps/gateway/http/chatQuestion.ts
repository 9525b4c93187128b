// Parses the body of POST /v1/chat/completions (spec: issue §6). A last message of the assistant is continued, as the
// text market's validators ask it (text-market.md §2).
import { z } from "zod";
import { limitsFor } from "../counting/acceptCount.js";
import { badRequest } from "./apiError.js";
import type { Question } from "./question.js";
import { ignoredFields, parseBody, sharedFields, stopsOf, topPOf, unset } from "./requestFields.js";

const textPart = z.looseObject({ type: z.literal("text", { error: "only text is served" }), text: z.string() });

const message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: z.union([z.string(), z.array(textPart).max(64)], { error: "a string or an array of text parts" }),
});

const bodyShape = z.looseObject({
  ...sharedFields,
  messages: z.array(message).min(1).max(256),
  max_completion_tokens: unset(z.number().int().min(1)),
  logprobs: unset(z.boolean()),
  top_logprobs: unset(z.number().int().min(0).max(20)),
});

const known = new Set(Object.keys(bodyShape.shape));

function textOf(content: string | { text: string }[]): string {
  return typeof content === "string" ? content : content.map((part) => part.text).join("");
}

export interface QuestionDefaults {
  readonly defaultTokens: number;
  readonly highestTokens: number;
}

/** Throws 400 with the field's name. */
export function parseChatQuestion(value: unknown, defaults: QuestionDefaults): Question {
  const body = parseBody(bodyShape, value);
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? defaults.defaultTokens;
  if (maxTokens > defaults.highestTokens) {
    const param = body.max_completion_tokens === undefined ? "max_tokens" : "max_completion_tokens";
    throw badRequest(`${param}: at most ${defaults.highestTokens} are served`, param);
  }
  if (body.top_logprobs !== undefined && body.logprobs !== true) {
    throw badRequest("top_logprobs: logprobs must be true to use it", "top_logprobs");
  }
  const messages = body.messages.map(({ role, content }) => ({
    role: role === "developer" ? "system" : role,
    content: textOf(content),
  }));
  const stops = stopsOf(body.stop);
  const texts = messages.map((each) => each.content);
  return {
    kind: "chat",
    model: body.model,
    stream: body.stream ?? false,
    includeUsage: body.stream_options?.include_usage ?? false,
    detailed: body.logprobs ?? false,
    request: {
      messages,
      max_tokens: maxTokens,
      temperature: body.temperature,
      top_p: topPOf(body.top_p),
      seed: body.seed,
      stop: stops.length > 0 ? stops : undefined,
      logprobs: body.logprobs === true ? true : undefined,
      top_logprobs: body.logprobs === true ? body.top_logprobs : undefined,
    },
    limits: limitsFor(texts, messages.length, maxTokens),
    ignored: ignoredFields(value as Record<string, unknown>, known),
    shape: {
      kind: "chat",
      stream: body.stream ?? false,
      max_tokens: maxTokens,
      temperature: body.temperature ?? null,
      top_p: body.top_p ?? null,
      has_seed: body.seed !== undefined,
      stop_count: stops.length,
      logprobs: body.logprobs === true ? (body.top_logprobs ?? 0) + 1 : 0,
      turns: messages.length,
      has_system: messages[0]?.role === "system",
      prompt_bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    },
  };
}
