// The story of a paid answer, top to bottom (spec: architecture.md §4 "A paid answer", issue §6): who asks, what, at which
// block's prices; the highest price is held; a miner answers; the truth is charged and signed; the last byte goes out.
import type { Gateway } from "../gateway.js";
import { type Charged, chargeAnswer, chargeInterrupted, holdHighestPrice, releaseHeld } from "../ledger/paidRequest.js";
import { Interrupted, type Served, serve } from "../miners/serve.js";
import { internal, minerFailed, noMiner } from "./apiError.js";
import { admit, authenticate } from "./authenticate.js";
import type { Exchange } from "./exchange.js";
import type { Question } from "./question.js";
import { parseJson, readBody } from "./readBody.js";
import { openReply } from "./reply.js";

export type ParseQuestion = (body: unknown) => Question;

export async function paidAnswer(gateway: Gateway, exchange: Exchange, parse: ParseQuestion): Promise<void> {
  const key = authenticate(gateway, exchange);
  const leave = admit(gateway, key);
  try {
    const question = parse(parseJson(await readBody(exchange, gateway.limits.bodyMs)));
    const view = gateway.view();
    if (view === undefined) throw noMiner("the gateway has not read the chain yet");
    const held = holdHighestPrice(gateway, key, question, view, exchange.id);
    gateway.shapes.add(question.shape);
    const reply = openReply(exchange, question, view, gateway.limits.stallMs);
    let charged: Charged | undefined;
    try {
      const served = await serve(gateway, { id: exchange.id, view, question, signal: exchange.signal, ...reply });
      charged = await chargeAnswer(gateway, held, served);
      reply.end(served, charged);
      noteTraffic(gateway, served);
    } catch (error) {
      if (charged !== undefined) throw error;
      if (!(error instanceof Interrupted)) releaseHeld(gateway, held);
      else if (error.by === "client") await chargeInterrupted(gateway, held, error.choice, reply.sent());
      else {
        releaseHeld(gateway, held);
        reply.breakOff(minerFailed(error.message));
        return;
      }
      if (reply.delivered()) reply.breakOff(internal());
      throw error;
    }
  } finally {
    leave();
  }
}

function noteTraffic(gateway: Gateway, { choice, answer }: Served): void {
  const { miner, offer } = choice.row;
  gateway.traffic.add({
    hotkey: miner.hotkey,
    uid: miner.uid,
    model: offer.model,
    tokensOut: answer.receipt?.tokens_out ?? answer.parts,
    firstByteMs: answer.firstByteMs,
    totalMs: answer.totalMs,
  });
}
