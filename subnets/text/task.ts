// What the text market asks of a miner: OpenAI-shaped requests inside the envelope (CONTRACTS "Task envelope"), checked and
// bounded. The answer's shapes are checked where a validator reads them (readAnswer.ts).
import { z } from "zod";

export const MAX_PROMPT_BYTES = 65_536;
export const MAX_TOKENS = 1_024;
const DEFAULT_TOKENS = { chat: 256, completion: 16 };

const stop = z
  .union([z.string().max(256), z.array(z.string().max(256)).max(4)])
  .nullish()
  .transform((value) =>
    (value == null ? [] : typeof value === "string" ? [value] : value).filter((text) => text !== ""),
  );
const sampling = {
  model: z.string().min(1).max(64),
  max_tokens: z.number().int().min(1).max(MAX_TOKENS).nullish(),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .nullish()
    .transform((value) => value ?? 1),
  top_p: z
    .number()
    .gt(0)
    .max(1)
    .nullish()
    .transform((value) => value ?? 1),
  seed: z
    .number()
    .int()
    .nullish()
    .transform((value) => value ?? undefined),
  stop,
};

export const chatMessage = z.object({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string().max(MAX_PROMPT_BYTES),
});

export const chatRequest = z
  .object({
    ...sampling,
    messages: z.array(chatMessage).min(1).max(256),
    logprobs: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    top_logprobs: z
      .number()
      .int()
      .min(0)
      .max(20)
      .nullish()
      .transform((value) => value ?? 0),
  })
  .transform((request) => ({ ...request, max_tokens: request.max_tokens ?? DEFAULT_TOKENS.chat }))
  .refine(
    ({ messages }) => messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0) <= MAX_PROMPT_BYTES,
    `messages: more than ${MAX_PROMPT_BYTES} bytes`,
  );

export const completionRequest = z
  .object({
    ...sampling,
    prompt: z.string().max(MAX_PROMPT_BYTES),
    logprobs: z
      .number()
      .int()
      .min(0)
      .max(20)
      .nullish()
      .transform((value) => value ?? undefined),
    /** Ours: log-probabilities of these continuations instead of a text (text-market.md §2). */
    candidates: z
      .array(z.string().min(1).max(4_096))
      .min(1)
      .max(16)
      .nullish()
      .transform((value) => value ?? undefined),
  })
  .transform((request) => ({ ...request, max_tokens: request.max_tokens ?? DEFAULT_TOKENS.completion }))
  .refine(({ prompt }) => Buffer.byteLength(prompt) <= MAX_PROMPT_BYTES, `prompt: more than ${MAX_PROMPT_BYTES} bytes`);

export type ChatRequest = z.infer<typeof chatRequest>;
export type CompletionRequest = z.infer<typeof completionRequest>;
