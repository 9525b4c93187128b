// The equation of the ledger (spec: issue §6, done-when 7): every rao that came in is in exactly one place.
//   deposits = balances (holds included) + owed + settling + paid + withdrawing + withdrawn
//   charges  = owed + settling + paid, where charges is the sum over all receipts
import type { Db } from "./openLedger.js";
import { amount } from "./statements.js";

export interface LedgerSums {
  readonly deposits: bigint;
  readonly balances: bigint;
  /** To miners, in no batch. */
  readonly owed: bigint;
  /** To miners, in the open batch. */
  readonly settling: bigint;
  readonly paid: bigint;
  /** To customers, asked for and not landed. */
  readonly withdrawing: bigint;
  readonly withdrawn: bigint;
  /** Of all receipts. */
  readonly charges: bigint;
}

function paymentsIn(db: Db, state: "open" | "landed", toMiners: boolean): bigint {
  return amount(
    db,
    `SELECT SUM(payments.amount_rao) AS total FROM payments JOIN batches ON batches.id = payments.batch_id
     WHERE batches.state = ? AND payments.withdrawal_id IS ${toMiners ? "" : "NOT"} NULL`,
    state,
  );
}

/** Reads every table: for tests, the admin and metrics, not for each request. */
export function ledgerSums(db: Db): LedgerSums {
  const withdrawn = paymentsIn(db, "landed", false);
  return {
    deposits: amount(db, "SELECT SUM(amount_rao) AS total FROM deposits"),
    balances: amount(db, "SELECT SUM(balance_rao) AS total FROM keys"),
    owed: amount(db, "SELECT SUM(amount_rao) AS total FROM owed"),
    settling: paymentsIn(db, "open", true),
    paid: paymentsIn(db, "landed", true),
    withdrawing: amount(db, "SELECT SUM(amount_rao) AS total FROM withdrawals") - withdrawn,
    withdrawn,
    charges: amount(db, "SELECT SUM(charge_rao) AS total FROM receipts"),
  };
}

/** What does not add up, one sentence each; empty when all is well. */
export function ledgerProblems(db: Db): string[] {
  const sums = ledgerSums(db);
  const problems: string[] = [];
  const { deposits, balances, owed, settling, paid, withdrawing, withdrawn, charges } = sums;
  const placed = balances + owed + settling + paid + withdrawing + withdrawn;
  if (deposits !== placed) problems.push(`deposits are ${deposits} rao, but ${placed} rao are accounted for`);
  if (charges !== owed + settling + paid) {
    problems.push(`receipts charge ${charges} rao, but ${owed + settling + paid} rao are owed or paid`);
  }
  const spent = amount(db, "SELECT SUM(spent_rao) AS total FROM keys");
  if (spent !== charges) problems.push(`keys have spent ${spent} rao, but receipts charge ${charges}`);
  return problems;
}
