// Settlement, safe against kill -9 at any line (spec: issue §6, done-when 7): a batch is signed, written down with its
// hash and its last possible block, and only then sent. Until it is found on chain or that block has passed, the same
// bytes are all that is ever sent; so nothing is paid twice, and nothing that is owed is forgotten.
import type { Logger } from "pino";
import { type BatchRow, batchLanded, batchVoid, openBatch, writeBatch } from "../ledger/batches.js";
import type { Ledger } from "../ledger/openLedger.js";
import { waitingWithdrawals } from "../ledger/withdrawals.js";
import { duePayments } from "./duePayments.js";
import type { FinalHead, Included, PaymentChain } from "./paymentChain.js";

export interface Settlement {
  /** To be called at every finalised head; overlapping calls are one. Batches are at least `tempo` blocks apart. */
  onHead(head: FinalHead, tempo: number): Promise<void>;
}

export interface SettlementOptions {
  readonly ledger: Ledger;
  readonly chain: PaymentChain;
  readonly log: Logger;
}

/** The bytes are handed in again this often while they are not found. */
const resendBlocks = 4;

export function createSettlement({ ledger, chain, log }: SettlementOptions): Settlement {
  const { db, commits } = ledger;
  let nextBlock = 0;
  let running: Promise<void> | undefined;
  // The open batch, up to which block it was looked for, and when its bytes were last handed in by this process.
  let looked: { id: bigint; block: number; sentAt: number } | undefined;

  async function send(batch: BatchRow, block: number): Promise<void> {
    await chain.submit(batch.extrinsic).catch((error: unknown) => {
      log.warn({ batch: Number(batch.id), err: error }, "the node did not take the batch; it is sent again");
    });
    looked = {
      id: batch.id,
      block: looked?.id === batch.id ? looked.block : Number(batch.first_block) - 1,
      sentAt: block,
    };
  }

  /** Where it stands in finalised blocks. Most often one question tells that it stands nowhere yet. */
  async function find(batch: BatchRow, head: FinalHead): Promise<Included | undefined> {
    const last = Math.min(head.number, Number(batch.last_block));
    const from = looked?.id === batch.id ? looked.block + 1 : Number(batch.first_block);
    if (from > last) return undefined;
    const isUsed = (await chain.nonceAt(head)) > Number(batch.nonce);
    const found = isUsed ? await chain.find(batch.extrinsic_hash, from, last) : undefined;
    const sentAt = looked?.id === batch.id ? looked.sentAt : Number.NEGATIVE_INFINITY;
    looked = { id: batch.id, block: last, sentAt };
    return found;
  }

  async function resolve(batch: BatchRow, head: FinalHead, tempo: number): Promise<void> {
    const found = await find(batch, head);
    if (found !== undefined && found.error === undefined) {
      await commits.run(() => batchLanded(db, batch.id, found.block));
      log.info({ batch: Number(batch.id), block: found.block, hash: batch.extrinsic_hash }, "batch paid");
    } else if (found !== undefined) {
      await commits.run(() => batchVoid(db, batch.id, `failed: ${found.error}`));
      log.error(
        { batch: Number(batch.id), block: found.block, error: found.error },
        "batch failed on chain: owed again",
      );
      nextBlock = head.number + tempo;
    } else if (head.number > Number(batch.last_block)) {
      await commits.run(() => batchVoid(db, batch.id, "expired"));
      log.warn({ batch: Number(batch.id) }, "batch expired unseen: owed again");
    } else if (looked === undefined || head.number - looked.sentAt >= resendBlocks) await send(batch, head.number);
  }

  async function begin(head: FinalHead): Promise<void> {
    const payments = await duePayments(db, chain);
    if (payments.length === 0) return;
    const signed = await chain.sign(payments);
    const id = await commits.run(() => writeBatch(db, signed, payments, Date.now()));
    const total = payments.reduce((sum, payment) => sum + payment.amountRao, 0n);
    log.info(
      { batch: Number(id), payments: payments.length, rao: total.toString(), hash: signed.extrinsicHash },
      "batch written",
    );
    await send(openBatch(db) as BatchRow, head.number);
  }

  async function step(head: FinalHead, tempo: number): Promise<void> {
    const batch = openBatch(db);
    if (batch !== undefined) return resolve(batch, head, tempo);
    if (head.number < nextBlock && waitingWithdrawals(db).length === 0) return;
    nextBlock = head.number + tempo;
    await begin(head);
  }

  return {
    onHead(head, tempo) {
      running ??= step(head, tempo)
        .catch((error: unknown) => log.error({ err: error }, "settlement step failed; tried again at the next block"))
        .finally(() => {
          running = undefined;
        });
      return running;
    },
  };
}
