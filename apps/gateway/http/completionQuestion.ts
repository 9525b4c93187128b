// Parses the body of POST /v1/completions, with our extension `candidates`: log probabilities of given continuations
// (spec: issue §5, "both on sale to everybody"; CONTRACTS "Task envelope").
import { z } from "zod";
import { limitsFor } from "../counting/acceptCount.js";
import { badRequest } from "./apiError.js";
import type { QuestionDefaults } from "./chatQuestion.js";
import type { Question } from "./question.js";
import { ignoredFields, parseBody, sharedFields, stopsOf, topPOf, unset } from "./requestFields.js";

/** OpenAI's own default for this endpoint. */
const defaultTokens = 16;

const bodyShape = z.looseObject({
  ...sharedFields,
  prompt: z.union([z.string(), z.array(z.string()).length(1, { error: "one prompt a request is served" })], {
    error: "a string, or an array of one string",
  }),
  logprobs: unset(z.number().int().min(0).max(20)),
  candidates: unset(z.array(z.string().min(1).max(4_096)).min(1).max(16)),
});

const known = new Set(Object.keys(bodyShape.shape));

/** Throws 400 with the field's name. */
export function parseCompletionQuestion(value: unknown, defaults: QuestionDefaults): Question {
  const body = parseBody(bodyShape, value);
  const maxTokens = body.max_tokens ?? defaultTokens;
  if (maxTokens > defaults.highestTokens) {
    throw badRequest(`max_tokens: at most ${defaults.highestTokens} are served`, "max_tokens");
  }
  const prompt = typeof body.prompt === "string" ? body.prompt : (body.prompt[0] as string);
  const { candidates } = body;
  const stops = stopsOf(body.stop);
  return {
    kind: "completion",
    model: body.model,
    stream: body.stream ?? false,
    includeUsage: body.stream_options?.include_usage ?? false,
    detailed: body.logprobs !== undefined || candidates !== undefined,
    request: {
      prompt,
      max_tokens: maxTokens,
      temperature: body.temperature,
      top_p: topPOf(body.top_p),
      seed: body.seed,
      stop: stops.length > 0 ? stops : undefined,
      logprobs: body.logprobs,
      candidates,
    },
    limits: limitsFor([prompt, ...(candidates ?? [])], 0, candidates === undefined ? maxTokens : candidates.length),
    ignored: ignoredFields(value as Record<string, unknown>, known),
    shape: {
      kind: "completion",
      stream: body.stream ?? false,
      max_tokens: maxTokens,
      temperature: body.temperature ?? null,
      top_p: body.top_p ?? null,
      has_seed: body.seed !== undefined,
      stop_count: stops.length,
      logprobs: body.logprobs ?? 0,
      turns: 1,
      has_system: false,
      prompt_bytes: Buffer.byteLength(prompt),
    },
  };
}
