// OpenAI's bodies: chat.completion and text_completion, whole and in chunks (spec: issue §6). Chunks are put together from
// a prefix that is made once: this runs for every token. Answers in one piece keep the miner's checked choices as they
// came, because its receipt is over them.
import type { Charged } from "../ledger/paidRequest.js";
import type { Answer } from "../miners/askMiner.js";
import type { Question } from "./question.js";

export interface ReplyWriter {
  whole(answer: Answer, charged: Charged): Record<string, unknown>;
  opening(): string;
  text(piece: string): string;
  /** One chunk with everything, for answers that came in one piece. */
  detail(answer: Answer): string;
  finish(answer: Answer, plexus: object): string;
  /** Empty unless stream_options.include_usage was set. */
  usage(charged: Charged, plexus: object): string;
}

function usageOf(charged: Charged): Record<string, number> {
  const { tokensIn, tokensOut } = charged;
  return { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut };
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

export function createWriter(requestId: string, question: Question, model: string): ReplyWriter {
  const created = Math.floor(Date.now() / 1_000);
  const head = { id: `${question.kind === "chat" ? "chatcmpl" : "cmpl"}-${requestId}`, created, model };
  return question.kind === "chat" ? chatWriter(head, question) : completionWriter(head, question);
}

function chatWriter(head: Head, question: Question): ReplyWriter {
  const chunk = { ...head, object: "chat.completion.chunk" };
  const prefix = `data: ${JSON.stringify(chunk).slice(0, -1)},"choices":[{"index":0,"delta":{"content":`;
  const suffix = `},"logprobs":null,"finish_reason":null}]}\n\n`;
  return {
    whole: (answer, charged) => ({
      ...head,
      object: "chat.completion",
      choices: answer.detail?.rawChoices ?? [
        {
          index: 0,
          message: { role: "assistant", content: answer.text, refusal: null },
          logprobs: null,
          finish_reason: answer.finish,
        },
      ],
      usage: usageOf(charged),
    }),
    opening: () =>
      event({
        ...chunk,
        choices: [{ index: 0, delta: { role: "assistant", content: "" }, logprobs: null, finish_reason: null }],
      }),
    text: (piece) => prefix + JSON.stringify(piece) + suffix,
    detail: (answer) =>
      event({
        ...chunk,
        choices: [
          { index: 0, delta: { content: answer.text }, logprobs: answer.detail?.logprobs ?? null, finish_reason: null },
        ],
      }),
    finish: (answer, plexus) =>
      event({ ...chunk, choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: answer.finish }], plexus }),
    usage: (charged, plexus) =>
      question.includeUsage ? event({ ...chunk, choices: [], usage: usageOf(charged), plexus }) : "",
  };
}

function completionWriter(head: Head, question: Question): ReplyWriter {
  const chunk = { ...head, object: "text_completion" };
  const prefix = `data: ${JSON.stringify(chunk).slice(0, -1)},"choices":[{"index":0,"text":`;
  const suffix = `,"logprobs":null,"finish_reason":null}]}\n\n`;
  const choiceOf = (answer: Answer, finish: string | null) => ({
    index: 0,
    text: answer.text,
    logprobs: answer.detail?.logprobs ?? null,
    ...(answer.detail?.candidates === undefined ? {} : { candidates: answer.detail.candidates }),
    finish_reason: finish,
  });
  return {
    whole: (answer, charged) => ({
      ...chunk,
      choices: answer.detail?.rawChoices ?? [choiceOf(answer, answer.finish)],
      usage: usageOf(charged),
    }),
    opening: () => "",
    text: (piece) => prefix + JSON.stringify(piece) + suffix,
    detail: (answer) => event({ ...chunk, choices: [choiceOf(answer, null)] }),
    finish: (answer, plexus) =>
      event({ ...chunk, choices: [{ index: 0, text: "", logprobs: null, finish_reason: answer.finish }], plexus }),
    usage: (charged, plexus) =>
      question.includeUsage ? event({ ...chunk, choices: [], usage: usageOf(charged), plexus }) : "",
  };
}
