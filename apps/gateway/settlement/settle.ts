// Settlement, safe against kill -9 at any line (spec: issue §6, done-when 7): a batch is signed, written down with its
// hash and its last possible block, and only then sent. Until it is found on chain or that block has passed, the same
// bytes are all that is ever sent; so nothing is paid twice, and nothing that is owed is forgotten.
import type { Logger } from "pino";
import { type BatchRow, batchLanded, batchVoid, openBatch, writeBatch } from "../ledger/batches.js";
import type { Ledger } from "../ledger/openLedger.js";
import { waitingWithdrawals } from "../ledger/withdrawals.js";
import { duePayments } from "./duePayments.js";
import type { FinalHead, PaymentChain } from "./paymentChain.js";

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
  // Of the open batch: blocks up to here were searched, and bytes were last sent then.
  let searched: { id: bigint; block: number; sentAt: number } | undefined;

  async function send(batch: BatchRow, block: number): Promise<void> {
    searched = {
      id: batch.id,
      block: searched?.id === batch.id ? searched.block : Number(batch.first_block) - 1,
      sentAt: block,
    };
    await chain.submit(batch.extrinsic).catch((error: unknown) => {
      log.warn({ batch: Number(batch.id), err: error }, "the node did not take the batch; it is sent again");
    });
  }

  async function resolve(batch: BatchRow, head: FinalHead, tempo: number): Promise<void> {
    const from = searched?.id === batch.id ? searched.block + 1 : Number(batch.first_block);
    const last = Math.min(head.number, Number(batch.last_block));
    const found = from <= last ? await chain.find(batch.extrinsic_hash, from, last) : undefined;
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
    } else {
      const sentAt = searched?.id === batch.id ? searched.sentAt : Number.NEGATIVE_INFINITY;
      searched = { id: batch.id, block: last, sentAt };
      if (head.number - sentAt >= resendBlocks) await send(batch, head.number);
    }
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
