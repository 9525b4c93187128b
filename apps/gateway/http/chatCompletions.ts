// POST /v1/chat/completions (spec: issue §6).
import type { Gateway } from "../gateway.js";
import { parseChatQuestion } from "./chatQuestion.js";
import type { Exchange } from "./exchange.js";
import { paidAnswer } from "./paidAnswer.js";

export function answerChatCompletions(gateway: Gateway, exchange: Exchange): Promise<void> {
  return paidAnswer(gateway, exchange, (body) => parseChatQuestion(body, gateway.limits));
}
