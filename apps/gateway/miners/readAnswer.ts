// Reads what a miner sends. A miner is a stranger: only known fields of known shape pass, each within bounds, and what
// goes on to the customer is built anew from them (spec: CONTRACTS "Task envelope").
import { z } from "zod";
import type { Kind } from "../http/question.js";

export type FinishReason = "stop" | "length";

/** One piece of a streamed answer. */
export interface AnswerPart {
  readonly text: string;
  readonly finish: FinishReason | undefined;
}

/** An answer in one piece, with the details that were asked for. */
export interface DetailedAnswer {
  readonly text: string;
  readonly finish: FinishReason;
  /** As the miner sent them: what the receipt's hash is over. */
  readonly rawChoices: unknown;
  readonly logprobs: unknown;
  readonly candidates: readonly { text: string; logprob: number }[] | undefined;
}

export class BadMinerAnswer extends Error {}

interface RawChoice {
  readonly text?: unknown;
  readonly delta?: { readonly content?: unknown } | null;
  readonly finish_reason?: unknown;
}

/** No schema here: this runs once a token. */
export function readPart(kind: Kind, event: unknown): AnswerPart {
  const choices = (event as { choices?: unknown } | null)?.choices;
  if (!Array.isArray(choices)) throw new BadMinerAnswer("a chunk without choices");
  const choice = choices[0] as RawChoice | null | undefined;
  if (choice === undefined || choice === null) return { text: "", finish: undefined };
  const text = kind === "chat" ? choice.delta?.content : choice.text;
  if (text !== undefined && text !== null && typeof text !== "string")
    throw new BadMinerAnswer("a chunk whose text is no text");
  const finish = choice.finish_reason;
  if (finish === undefined || finish === null) return { text: text ?? "", finish: undefined };
  if (finish !== "stop" && finish !== "length") throw new BadMinerAnswer("an unknown finish_reason");
  return { text: text ?? "", finish };
}

const logprob = z.number().max(1e-6);
const chatToken = z.object({
  token: z.string(),
  logprob,
  bytes: z.array(z.number().int().min(0).max(255)).nullish(),
  top_logprobs: z.array(z.object({ token: z.string(), logprob, bytes: z.array(z.number().int()).nullish() })).max(20),
});
const finish = z.enum(["stop", "length"]);

const chatResult = z.object({
  choices: z
    .array(
      z.object({
        index: z.literal(0),
        message: z.object({ role: z.literal("assistant"), content: z.string().nullable() }),
        logprobs: z.object({ content: z.array(chatToken).max(8_192).nullable() }).nullish(),
        finish_reason: finish,
      }),
    )
    .length(1),
});

const completionResult = z.object({
  choices: z
    .array(
      z.object({
        index: z.literal(0),
        text: z.string(),
        logprobs: z
          .object({
            tokens: z.array(z.string()).max(8_192),
            token_logprobs: z.array(logprob.nullable()).max(8_192),
            top_logprobs: z.array(z.record(z.string(), logprob).nullable()).max(8_192).nullable(),
            text_offset: z.array(z.number().int().min(0)).max(8_192).nullish(),
          })
          .nullish(),
        // A miner may add its own calibrated belief (`probability`, text-market.md §2).
        candidates: z
          .array(z.looseObject({ text: z.string(), logprob }))
          .max(16)
          .nullish(),
        finish_reason: finish,
      }),
    )
    .length(1),
});

function checked<Schema extends z.ZodType>(schema: Schema, result: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(result);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  throw new BadMinerAnswer(`${issue.path.map(String).join(".")}: ${issue.message}`.slice(0, 200));
}

/** @param wanted the candidates of the request: the answer must give each, in order. Throws BadMinerAnswer. */
export function readDetailed(kind: Kind, result: unknown, wanted: readonly string[] | undefined): DetailedAnswer {
  const rawChoices = (result as { choices?: unknown } | null | undefined)?.choices;
  if (kind === "chat") {
    const choice = checked(chatResult, result).choices[0];
    if (choice === undefined) throw new BadMinerAnswer("no choice");
    const { message, logprobs, finish_reason } = choice;
    return {
      text: message.content ?? "",
      finish: finish_reason,
      rawChoices,
      logprobs: logprobs ?? null,
      candidates: undefined,
    };
  }
  const choice = checked(completionResult, result).choices[0];
  if (choice === undefined) throw new BadMinerAnswer("no choice");
  const candidates = choice.candidates ?? undefined;
  if (wanted !== undefined) {
    const given = candidates?.map((each) => each.text) ?? [];
    if (given.length !== wanted.length || given.some((text, index) => text !== wanted[index])) {
      throw new BadMinerAnswer("the candidates are not the ones that were asked about");
    }
  }
  return { text: choice.text, finish: choice.finish_reason, rawChoices, logprobs: choice.logprobs ?? null, candidates };
}
