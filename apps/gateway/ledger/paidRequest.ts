// The money side of one request: hold the highest price, then charge the truth or release (spec: issue §6; market.md 7 "a
// request is priced by the offer at the finalised block named in its receipt, from hold to charge").
import { type GatewayReceiptFields, type MinerReceipt, priceOf, signGatewayReceipt } from "@plexus/client/axon";
import { type AcceptedCount, acceptCount } from "../counting/acceptCount.js";
import type { Gateway } from "../gateway.js";
import { badKey, capReached, noMiner, noMoney, unknownModel } from "../http/apiError.js";
import type { Question } from "../http/question.js";
import type { Sent } from "../http/reply.js";
import type { Served } from "../miners/serve.js";
import type { ChainView } from "../mirror/chainView.js";
import { anyModel, candidatesOf } from "../routing/candidates.js";
import type { Choice } from "../routing/chooseMiner.js";
import { writeCharge } from "./charge.js";
import { freeOf } from "./holds.js";
import { type KeyRow, keyById } from "./keys.js";

export interface Held {
  readonly requestId: string;
  readonly keyId: bigint;
  readonly amountRao: bigint;
  readonly view: ChainView;
  readonly question: Question;
}

export interface Charged {
  readonly chargeRao: bigint;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Null when the miner's receipt did not hold: then nothing was charged. */
  readonly receiptId: string | null;
  readonly note: string | undefined;
}

/** What the dearest candidate could cost, since a retry may go to it. Throws 402, 404 or 503. */
export function holdHighestPrice(
  gateway: Gateway,
  key: KeyRow,
  question: Question,
  view: ChainView,
  requestId: string,
): Held {
  const candidates = candidatesOf(view, question.model);
  if (candidates.length === 0)
    throw question.model === anyModel ? noMiner("none has a live offer") : unknownModel(question.model);
  const { highestIn, highestOut } = question.limits;
  const amountRao = candidates.reduce((highest, { offer }) => {
    const price = priceOf(highestIn, highestOut, offer.price_in, offer.price_out);
    return price > highest ? price : highest;
  }, 0n);
  const { db, holds } = gateway.ledger;
  const refusal = holds.place(requestId, key.id, amountRao);
  if (refusal === undefined) return { requestId, keyId: key.id, amountRao, view, question };
  if (refusal === "revoked") throw badKey();
  if (refusal === "cap-reached") throw capReached();
  throw noMoney(amountRao, freeOf(keyById(db, key.id) ?? key, holds.of(key.id)));
}

export function releaseHeld(gateway: Gateway, held: Held): void {
  gateway.ledger.holds.end(held.requestId);
}

function gatewayFields(
  { view }: Held,
  { row }: Choice,
  count: AcceptedCount,
): GatewayReceiptFields & { charge: bigint } {
  const charge = priceOf(count.tokensIn, count.tokensOut, row.offer.price_in, row.offer.price_out);
  return {
    gateway_tokens_in: count.tokensIn,
    gateway_tokens_out: count.tokensOut,
    price_block: view.block,
    price_block_hash: view.hash,
    price_in: row.offer.price_in.toString(),
    price_out: row.offer.price_out.toString(),
    charge_rao: charge.toString(),
    charge,
  };
}

async function write(
  gateway: Gateway,
  held: Held,
  { row }: Choice,
  chargeRao: bigint,
  note: string | undefined,
  body: object,
) {
  const { db, commits, holds } = gateway.ledger;
  if (chargeRao > held.amountRao) throw new Error(`charge of ${chargeRao} rao against a hold of ${held.amountRao} rao`);
  await commits.run(() => {
    writeCharge(db, {
      requestId: held.requestId,
      keyId: held.keyId,
      miner: row.miner.hotkey,
      coldkey: row.miner.coldkey,
      model: row.offer.model,
      chargeRao,
      priceBlock: held.view.block,
      note,
      body: JSON.stringify(body),
      nowMs: Date.now(),
    });
  });
  holds.end(held.requestId);
  gateway.metrics.charged.inc(Number(chargeRao));
}

function noteOf(mismatch: string | undefined, receipt: MinerReceipt, { row }: Choice): string | undefined {
  const committed = row.miner.commitment;
  const notes = mismatch === undefined ? [] : [mismatch];
  if (committed !== undefined && committed.model === receipt.model && committed.sha256 !== receipt.model_sha256) {
    notes.push("the receipt names other weights than the miner committed");
  }
  return notes.length === 0 ? undefined : notes.join("; ");
}

/** Durable when it resolves: only then may the last byte go out. */
export async function chargeAnswer(gateway: Gateway, held: Held, { choice, answer }: Served): Promise<Charged> {
  const { receipt } = answer;
  if (receipt === undefined) {
    releaseHeld(gateway, held);
    gateway.metrics.unpaid.inc({ why: "receipt" });
    const count = acceptCount(held.question.limits, answer.text, 0, 0);
    return {
      chargeRao: 0n,
      ...count,
      receiptId: null,
      note: `not charged: the miner's receipt does not hold (${answer.receiptProblem})`,
    };
  }
  const count = acceptCount(held.question.limits, answer.text, receipt.tokens_in, receipt.tokens_out);
  if (count.mismatch !== undefined) gateway.metrics.mismatches.inc();
  const { charge, ...fields } = gatewayFields(held, choice, count);
  const note = noteOf(count.mismatch, receipt, choice);
  const signed = signGatewayReceipt(gateway.key, receipt, fields);
  await write(gateway, held, choice, charge, note, signed);
  return { chargeRao: charge, tokensIn: count.tokensIn, tokensOut: count.tokensOut, receiptId: held.requestId, note };
}

/**
 * The client went away in the middle: what it got is charged by our own count, or anybody could read answers free of
 * charge by hanging up before the end. The miner was called off and signs nothing, so the record says so.
 */
export async function chargeInterrupted(gateway: Gateway, held: Held, choice: Choice, sent: Sent): Promise<void> {
  if (sent.parts === 0) return releaseHeld(gateway, held);
  const { limits } = held.question;
  const count = acceptCount(limits, sent.text, limits.measuredIn, sent.parts);
  const { charge, ...fields } = gatewayFields(held, choice, count);
  const body = {
    version: 1,
    id: held.requestId,
    netuid: held.view.netuid,
    model: choice.row.offer.model,
    miner: choice.row.miner.hotkey,
    gateway: gateway.key.address,
    interrupted: "client",
    signature: null,
    ...fields,
  };
  await write(
    gateway,
    held,
    choice,
    charge,
    "the client went away: charged for what was sent, by the gateway's count",
    body,
  );
}
