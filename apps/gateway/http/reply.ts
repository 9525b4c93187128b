// Sends an answer to the customer, whole or as a stream, in OpenAI's shapes (spec: issue §6; surfaces.md "Wire of the
// gateway"). A stream's headers say what is known when it begins; what it cost follows in the last chunk and in a trailer.
import type { Charged } from "../ledger/paidRequest.js";
import type { AnswerPart } from "../miners/readAnswer.js";
import type { Served } from "../miners/serve.js";
import type { ChainView } from "../mirror/chainView.js";
import type { Choice } from "../routing/chooseMiner.js";
import type { ApiError } from "./apiError.js";
import { type Exchange, toJson } from "./exchange.js";
import type { Question } from "./question.js";
import { createWriter, type ReplyWriter } from "./replyBodies.js";

export interface Sent {
  readonly text: string;
  readonly parts: number;
}

export interface Reply {
  delivered(): boolean;
  onPart(choice: Choice, part: AnswerPart): void;
  /** What was handed to the connection so far. */
  sent(): Sent;
  end(served: Served, charged: Charged): void;
  /** Ends a stream that has begun with an error that OpenAI's clients raise. */
  breakOff(error: ApiError): void;
}

/** A customer who lets this much pile up is gone. */
const backlogBytes = 1 << 20;

/** Printable ASCII only: names and reasons go into headers. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
}

function headersOf(exchange: Exchange, question: Question, choice: Choice): Record<string, string> {
  const headers: Record<string, string> = {
    "x-plexus-miner": choice.row.miner.hotkey,
    "x-plexus-model": choice.row.offer.model,
    "x-plexus-reason": headerText(choice.reason),
    "x-plexus-receipt": exchange.id,
  };
  if (question.ignored.length > 0) headers["x-plexus-ignored"] = question.ignored.join(", ");
  return headers;
}

function plexusObject(view: ChainView, served: Served, charged: Charged): Record<string, unknown> {
  const { choice } = served;
  return {
    miner: choice.row.miner.hotkey,
    uid: choice.row.miner.uid,
    subnet: view.netuid,
    block: view.block,
    reason: choice.reason,
    price_rao: charged.chargeRao.toString(),
    receipt: charged.receiptId,
    ...(charged.note === undefined ? {} : { note: charged.note }),
  };
}

/** @param stallMs a customer who takes nothing for this long is gone as well. */
export function openReply(exchange: Exchange, question: Question, view: ChainView, stallMs: number): Reply {
  return question.stream ? streamedReply(exchange, question, view, stallMs) : wholeReply(exchange, question, view);
}

function wholeReply(exchange: Exchange, question: Question, view: ChainView): Reply {
  return {
    delivered: () => false,
    onPart() {},
    sent: () => ({ text: "", parts: 0 }),
    breakOff() {},
    end(served, charged) {
      const writer = createWriter(exchange.id, question, served.choice.row.offer.model);
      const body = Buffer.from(
        toJson({ ...writer.whole(served.answer, charged), plexus: plexusObject(view, served, charged) }),
      );
      exchange.response.writeHead(200, {
        "content-type": "application/json",
        "content-length": body.length,
        ...headersOf(exchange, question, served.choice),
        "x-plexus-charge-rao": charged.chargeRao.toString(),
      });
      exchange.response.end(body);
    },
  };
}

function streamedReply(exchange: Exchange, question: Question, view: ChainView, stallMs: number): Reply {
  const { response } = exchange;
  let writer: ReplyWriter | undefined;
  let text = "";
  let parts = 0;

  function begin(choice: Choice): ReplyWriter {
    if (writer !== undefined) return writer;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      trailer: "x-plexus-charge-rao",
      ...headersOf(exchange, question, choice),
    });
    response.setTimeout(stallMs, () => response.destroy());
    writer = createWriter(exchange.id, question, choice.row.offer.model);
    const opening = writer.opening();
    if (opening !== "") response.write(opening);
    return writer;
  }

  function write(chunk: string): void {
    response.write(chunk);
    if (response.writableLength > backlogBytes) response.destroy();
  }

  return {
    delivered: () => writer !== undefined,
    sent: () => ({ text, parts }),
    onPart(choice, part) {
      if (part.text === "" || response.destroyed) return;
      const chunk = begin(choice).text(part.text);
      text += part.text;
      parts += 1;
      write(chunk);
    },
    end(served, charged) {
      const plexus = plexusObject(view, served, charged);
      const open = begin(served.choice);
      if (served.answer.detail !== undefined) write(open.detail(served.answer));
      response.addTrailers({ "x-plexus-charge-rao": charged.chargeRao.toString() });
      response.end(`${open.finish(served.answer, plexus)}${open.usage(charged, plexus)}data: [DONE]\n\n`);
    },
    breakOff(error) {
      if (!response.destroyed && response.headersSent) response.end(`data: ${toJson(error.toBody())}\n\n`);
    },
  };
}
