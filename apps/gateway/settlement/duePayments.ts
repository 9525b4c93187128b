// Who is paid next: what is owed to miners' coldkeys and what customers want back (spec: issue §6, "amounts under the
// existential deposit waiting for the next").
import { owedAmounts, type Payment } from "../ledger/batches.js";
import type { Db } from "../ledger/openLedger.js";
import { waitingWithdrawals } from "../ledger/withdrawals.js";
import type { PaymentChain } from "./paymentChain.js";

/** Rao. */
export const existentialDeposit = 500n;
/** Keeps the extrinsic well below a block's limits; who does not fit is in the next batch. */
export const mostPayments = 100;

/** Withdrawals first, then the largest debts. */
export async function duePayments(db: Db, chain: PaymentChain): Promise<Payment[]> {
  const wanted: Payment[] = [
    ...waitingWithdrawals(db).map((row) => ({
      destination: row.destination,
      amountRao: row.amount_rao,
      withdrawalId: row.id,
    })),
    ...owedAmounts(db)
      .map((row) => ({ destination: row.coldkey, amountRao: row.amount_rao }))
      .sort((a, b) => (a.amountRao < b.amountRao ? 1 : a.amountRao > b.amountRao ? -1 : 0)),
  ];
  const due: Payment[] = [];
  for (const payment of wanted) {
    if (due.length === mostPayments) break;
    if (payment.amountRao >= existentialDeposit || (await chain.exists(payment.destination))) due.push(payment);
  }
  return due;
}
