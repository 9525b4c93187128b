// The ledger adds up through any order of acts (spec: issue §6; checkLedger.ts).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { batchLanded, batchVoid, openBatch, owedAmounts, type Payment, writeBatch } from "./batches.js";
import { writeCharge } from "./charge.js";
import { ledgerProblems, ledgerSums } from "./checkLedger.js";
import { creditBlock, scannedBlock } from "./deposits.js";
import type { Hold } from "./holds.js";
import { createKey, keyById, keyBySecret, revokeKey } from "./keys.js";
import { type Ledger, type LedgerOptions, openLedger } from "./openLedger.js";
import { askWithdrawal, waitingWithdrawals } from "./withdrawals.js";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

function fresh(more: Partial<LedgerOptions> = {}): Ledger {
  const dataDir = more.dataDir ?? mkdtempSync(join(tmpdir(), "plexus-ledger-"));
  const ledger = openLedger({ dataDir, genesis: "0x01", treasury: "treasury", ...more });
  opened.push(async () => {
    await ledger.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return ledger;
}

function keyWith({ db }: Ledger, rao: bigint, capRao?: bigint) {
  const made = createKey(db, { name: "k", capRao, nowMs: 1, depositAddressOf: (id) => `deposit-${id}` });
  const block = (scannedBlock(db) ?? 0) + 1;
  if (rao > 0n) creditBlock(db, block, [{ block, eventIndex: 0, keyId: made.row.id, sender: "s", amountRao: rao }]);
  return { id: made.row.id, key: made.key };
}

const charge = (requestId: string, keyId: bigint, chargeRao: bigint, coldkey = "cold") => ({
  requestId,
  keyId,
  miner: "hot",
  coldkey,
  model: "m",
  chargeRao,
  priceBlock: 1,
  note: undefined,
  body: "{}",
  nowMs: 1,
});
const signed = (extrinsicHash: string) => ({
  extrinsicHash,
  extrinsic: "0x00",
  nonce: 0,
  firstBlock: 1,
  lastBlock: 64,
});

describe("the ledger", () => {
  it("credits a transfer once, however often it is seen", () => {
    const { db } = fresh();
    const { row } = createKey(db, { name: "k", capRao: undefined, nowMs: 1, depositAddressOf: (id) => `d${id}` });
    const transfer = { block: 5, eventIndex: 2, keyId: row.id, sender: "s", amountRao: 10n };
    expect(creditBlock(db, 5, [transfer])).toBe(1);
    expect(creditBlock(db, 5, [transfer])).toBe(0);
    expect(keyById(db, row.id)?.balance_rao).toBe(10n);
    expect(scannedBlock(db)).toBe(5);
  });

  it("keeps amounts beyond 2^53 to the rao", () => {
    const { db } = fresh();
    const { id } = keyWith({ db } as Ledger, 21_000_000_000_000_001n);
    writeCharge(db, charge("a", id, 9_007_199_254_740_993n));
    expect(owedAmounts(db)).toEqual([{ coldkey: "cold", amount_rao: 9_007_199_254_740_993n }]);
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("keeps keys as hashes and refuses revoked ones", () => {
    const { db, holds } = fresh();
    const { id, key } = keyWith({ db } as Ledger, 100n);
    expect(JSON.stringify(db.prepare("SELECT name, key_sha256, shown_prefix FROM keys").all())).not.toContain(key);
    expect(keyBySecret(db, key)?.id).toBe(id);
    expect(revokeKey(db, id, 2)).toBe(true);
    expect(revokeKey(db, id, 2)).toBe(false);
    expect(holds.place("a", id, 1n)).toBe("revoked");
  });

  it("refuses a hold above balance or cap and changes nothing", () => {
    const { db, holds } = fresh();
    const { id } = keyWith({ db } as Ledger, 100n, 50n);
    expect(holds.place("a", id, 101n)).toBe("no-money");
    expect(holds.place("b", id, 51n)).toBe("cap-reached");
    expect(holds.place("c", id, 30n)).toBeUndefined();
    expect(holds.place("d", id, 21n)).toBe("cap-reached");
    expect(holds.of(id)).toBe(30n);
    expect(() => holds.place("c", id, 1n)).toThrow(/already/);
    expect(askWithdrawal(db, id, holds.of(id), "home", 71n, 1)).toBe(false);
    writeCharge(db, charge("c", id, 10n));
    expect(holds.end("c")).toEqual({ keyId: id, amountRao: 30n });
    expect(holds.end("c")).toBeUndefined();
    expect(() => writeCharge(db, charge("e", id, 91n))).toThrow(/cannot pay/);
    expect(keyById(db, id)).toMatchObject({ balance_rao: 90n, spent_rao: 10n });
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("gives a void batch's amounts back and pays a landed one once", () => {
    const { db } = fresh();
    const { id } = keyWith({ db } as Ledger, 1_000n);
    writeCharge(db, charge("a", id, 60n));
    askWithdrawal(db, id, 0n, "home", 200n, 1);
    const payments: Payment[] = [
      { destination: "cold", amountRao: 60n },
      { destination: "home", amountRao: 200n, withdrawalId: waitingWithdrawals(db)[0]?.id as bigint },
    ];
    const first = writeBatch(db, signed("0x1"), payments, 1);
    expect(() => writeBatch(db, signed("0x2"), [], 1)).toThrow(/open already/);
    expect(ledgerSums(db)).toMatchObject({ owed: 0n, settling: 60n, withdrawing: 200n });
    batchVoid(db, first, "expired");
    expect(ledgerSums(db)).toMatchObject({ owed: 60n, settling: 0n, withdrawing: 200n });
    const second = writeBatch(db, signed("0x3"), payments, 1);
    batchLanded(db, second, 9);
    expect(() => batchLanded(db, second, 9)).toThrow(/not open/);
    expect(() => batchVoid(db, second, "x")).toThrow(/not open/);
    expect(ledgerSums(db)).toMatchObject({ owed: 0n, paid: 60n, withdrawing: 0n, withdrawn: 200n });
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("refuses another chain, another treasury and a second process", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "plexus-ledger-"));
    const ledger = openLedger({ dataDir, genesis: "0x01", treasury: "t" });
    expect(() => openLedger({ dataDir, genesis: "0x01", treasury: "t" })).toThrow(`in use by process ${process.pid}`);
    await ledger.close();
    expect(() => openLedger({ dataDir, genesis: "0x02", treasury: "t" })).toThrow(/genesis 0x01/);
    expect(() => openLedger({ dataDir, genesis: "0x01", treasury: "u" })).toThrow(/treasury t/);
    rmSync(dataDir, { recursive: true });
  });

  it("commits together what comes together, and undoes only the work that throws", async () => {
    const { db, commits } = fresh();
    const { id } = keyWith({ db } as Ledger, 100n);
    const results = await Promise.allSettled([
      commits.run(() => writeCharge(db, charge("a", id, 10n))),
      commits.run(() => {
        writeCharge(db, charge("b", id, 10n));
        throw new Error("no");
      }),
      commits.run(() => writeCharge(db, charge("c", id, 10n))),
    ]);
    expect(results.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(keyById(db, id)).toMatchObject({ balance_rao: 80n, spent_rao: 20n });
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("keeps its equations through any order of acts", () => {
    const act = fc.oneof(
      fc.record({ act: fc.constant("deposit" as const), key: fc.nat(2), rao: fc.bigInt({ min: 1n, max: 10n ** 12n }) }),
      fc.record({ act: fc.constant("hold" as const), key: fc.nat(2), rao: fc.bigInt({ min: 0n, max: 10n ** 11n }) }),
      fc.record({ act: fc.constant("charge" as const), which: fc.nat(), part: fc.nat(100), cold: fc.nat(3) }),
      fc.record({ act: fc.constant("release" as const), which: fc.nat() }),
      fc.record({
        act: fc.constant("withdraw" as const),
        key: fc.nat(2),
        rao: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      }),
      fc.record({ act: fc.constant("batch" as const) }),
      fc.record({ act: fc.constant("end" as const), landed: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const ledger = fresh();
        const { db, holds } = ledger;
        const ids = [0, 1, 2].map(() => keyWith(ledger, 10n ** 11n).id);
        const open: string[] = [];
        let count = 0;
        for (const each of acts) {
          count += 1;
          const requestId =
            each.act === "charge" || each.act === "release"
              ? open.splice(each.which % Math.max(1, open.length), 1)[0]
              : undefined;
          if (each.act === "deposit") {
            const block = (scannedBlock(db) ?? 0) + 1;
            creditBlock(db, block, [
              { block, eventIndex: 0, keyId: ids[each.key] as bigint, sender: "s", amountRao: each.rao },
            ]);
          } else if (each.act === "hold") {
            const keyId = ids[each.key] as bigint;
            if (holds.place(`r${count}`, keyId, each.rao) === undefined) open.push(`r${count}`);
          } else if (each.act === "charge" && requestId !== undefined) {
            const { keyId, amountRao } = holds.end(requestId) as Hold;
            writeCharge(db, charge(requestId, keyId, (amountRao * BigInt(each.part)) / 100n, `cold-${each.cold}`));
          } else if (each.act === "release" && requestId !== undefined) holds.end(requestId);
          else if (each.act === "withdraw") {
            const keyId = ids[each.key] as bigint;
            askWithdrawal(db, keyId, holds.of(keyId), "home", each.rao, 1);
          } else if (each.act === "batch" && openBatch(db) === undefined) {
            const payments = [
              ...owedAmounts(db).map(({ coldkey, amount_rao }) => ({ destination: coldkey, amountRao: amount_rao })),
              ...waitingWithdrawals(db).map((row) => ({
                destination: row.destination,
                amountRao: row.amount_rao,
                withdrawalId: row.id,
              })),
            ];
            writeBatch(db, signed(`0x${count}`), payments, 1);
          } else if (each.act === "end") {
            const batch = openBatch(db);
            if (batch !== undefined && each.landed) batchLanded(db, batch.id, count);
            else if (batch !== undefined) batchVoid(db, batch.id, "expired");
          }
          expect(ledgerProblems(db)).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
