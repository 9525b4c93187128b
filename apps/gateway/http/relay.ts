// POST /v1/relay/:hotkey: a validator's challenge to one miner, signed by the gateway like any customer's request, so
// that the miner cannot tell them apart (spec: issue §5 "they travel through the gateway"; text-market.md §5). Free of
// charge; what it shows of the miner's health counts.
import { z } from "zod";
import type { Gateway } from "../gateway.js";
import type { Charged } from "../ledger/paidRequest.js";
import { type Answer, AttemptFailed, askMiner, faultOf } from "../miners/askMiner.js";
import type { MinerView } from "../mirror/chainView.js";
import { isLive } from "../mirror/chainView.js";
import { badRequest, notFound, tooMany } from "./apiError.js";
import { parseChatQuestion } from "./chatQuestion.js";
import { parseCompletionQuestion } from "./completionQuestion.js";
import { type Exchange, sendJson, toJson } from "./exchange.js";
import { requireView } from "./models.js";
import type { Question } from "./question.js";
import { parseJson, readBody } from "./readBody.js";
import { createWriter } from "./replyBodies.js";
import { parseBody } from "./requestFields.js";
import { requireValidator } from "./validatorAccess.js";

const relayShape = z.object({
  kind: z.enum(["chat", "completion"]),
  request: z.record(z.string(), z.unknown()),
  stream: z.boolean().default(false),
});

/** Challenges open at once per validator. */
const openPerValidator = 16;
const open = new WeakMap<Gateway, Map<string, number>>();

function admitValidator(gateway: Gateway, hotkey: string): () => void {
  const counts = open.get(gateway) ?? new Map<string, number>();
  open.set(gateway, counts);
  const count = counts.get(hotkey) ?? 0;
  if (count >= openPerValidator) throw tooMany(`at most ${openPerValidator} challenges may be open for a validator`, 1);
  counts.set(hotkey, count + 1);
  return () => void counts.set(hotkey, (counts.get(hotkey) ?? 1) - 1);
}

function findMiner(gateway: Gateway, hotkey: string): { miner: MinerView; model: string } {
  const view = requireView(gateway);
  const miner = view.miners.find((each) => each.hotkey === hotkey);
  if (miner === undefined) throw notFound("miner on this subnet");
  const live = miner.offers.filter((offer) => isLive(offer, view.block));
  const offer = live.find((each) => each.model === miner.commitment?.model) ?? live[0];
  const model = offer?.model ?? miner.commitment?.model;
  if (model === undefined) throw notFound("offer or commitment of this miner");
  return { miner, model };
}

/** The fields a customer's request would have, whatever else the validator wrote. */
function questionOf(
  gateway: Gateway,
  kind: "chat" | "completion",
  request: Record<string, unknown>,
  model: string,
): Question {
  const body = { ...request, model, stream: false };
  return kind === "chat" ? parseChatQuestion(body, gateway.limits) : parseCompletionQuestion(body, gateway.limits);
}

function timing(firstByteMs: number, totalMs: number): Record<string, string> {
  return { "x-plexus-upstream-ms": totalMs.toFixed(1), "x-plexus-first-byte-ms": firstByteMs.toFixed(1) };
}

/** Claimed counts stand in the result: no money depends on them. */
function resultOf(id: string, question: Question, model: string, answer: Answer): Record<string, unknown> {
  const counts: Charged = {
    chargeRao: 0n,
    tokensIn: answer.receipt?.tokens_in ?? 0,
    tokensOut: answer.receipt?.tokens_out ?? answer.parts,
    receiptId: null,
    note: undefined,
  };
  return createWriter(id, question, model).whole(answer, counts);
}

function sendFailure(exchange: Exchange, failure: AttemptFailed, totalMs: number): void {
  const status = failure.status >= 400 ? failure.status : failure.sort === "timeout" ? 504 : 502;
  const body = { error: { code: failure.code, message: failure.message } };
  sendJson(exchange, status, body, { "x-plexus-upstream-ms": totalMs.toFixed(1) });
}

function beginStream(exchange: Exchange, opening: string): void {
  exchange.response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    trailer: "x-plexus-upstream-ms, x-plexus-first-byte-ms",
  });
  if (opening !== "") exchange.response.write(opening);
}

export async function answerRelay(gateway: Gateway, exchange: Exchange): Promise<void> {
  const body = await readBody(exchange, gateway.limits.bodyMs);
  const validator = await requireValidator(gateway, exchange, body);
  const { kind, request, stream } = parseBody(relayShape, parseJson(body));
  const { miner, model } = findMiner(gateway, exchange.params.hotkey ?? "");
  const question = questionOf(gateway, kind, request, model);
  if (stream && question.detailed) throw badRequest("stream: logprobs and candidates come in one piece", "stream");
  const leave = admitValidator(gateway, validator);
  const startedMs = performance.now();
  const { response, id } = exchange;
  const writer = createWriter(id, question, model);
  try {
    const answer = await askMiner(gateway, {
      id,
      miner,
      model,
      question,
      signal: exchange.signal,
      isRelay: true,
      onPart(part) {
        if (!stream || part.text === "") return;
        if (!response.headersSent) beginStream(exchange, writer.opening());
        response.write(writer.text(part.text));
      },
    });
    const times = timing(answer.firstByteMs, answer.totalMs);
    const { receipt, receiptProblem } = answer;
    const failure = new AttemptFailed("receipt", 502, "BadReceipt", receiptProblem ?? "");
    if (!stream) {
      if (receipt === undefined) return sendFailure(exchange, failure, answer.totalMs);
      return sendJson(exchange, 200, { result: resultOf(id, question, model, answer), receipt }, times);
    }
    if (!response.headersSent) beginStream(exchange, writer.opening());
    response.addTrailers(times);
    const last =
      receipt === undefined
        ? `event: error\ndata: ${toJson({ error: { code: failure.code, message: failure.message } })}\n\n`
        : `${writer.finish(answer, {})}event: receipt\ndata: ${toJson(receipt)}\n\n`;
    response.end(`${last}data: [DONE]\n\n`);
  } catch (error) {
    if (!(error instanceof AttemptFailed)) throw error;
    const fault = faultOf(error);
    if (fault !== undefined && error.sort !== "refused") gateway.health.failed(miner.hotkey, fault);
    if (!response.headersSent) sendFailure(exchange, error, performance.now() - startedMs);
    else response.end(`event: error\ndata: ${toJson({ error: { code: error.code, message: error.message } })}\n\n`);
  } finally {
    leave();
  }
}
