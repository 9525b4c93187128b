// POST /v1/completions, with the extension `candidates` (spec: issue §5, §6).
import type { Gateway } from "../gateway.js";
import { parseCompletionQuestion } from "./completionQuestion.js";
import type { Exchange } from "./exchange.js";
import { paidAnswer } from "./paidAnswer.js";

export function answerCompletions(gateway: Gateway, exchange: Exchange): Promise<void> {
  return paidAnswer(gateway, exchange, (body) => parseCompletionQuestion(body, gateway.limits));
}
