import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { batchLanded, batchVoid, openBatch, owedAmounts, type Payment, writeBatch } from "./batches.js";
import { chargeHold } from "./charge.js";
import { ledgerProblems, ledgerSums } from "./checkLedger.js";
import { creditBlock, scannedBlock } from "./deposits.js";
import { placeHold, releaseHold } from "./holds.js";
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

const charge = (requestId: string, chargeRao: bigint, coldkey = "cold") => ({
  requestId, miner: "hot", coldkey, model: "m", chargeRao, priceBlock: 1, note: undefined, body: "{}", nowMs: 1,
});
const signed = (extrinsicHash: string) => ({ extrinsicHash, extrinsic: "0x00", nonce: 0, firstBlock: 1, lastBlock: 64 });

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

  it("holds amounts beyond 2^53 to the rao", () => {
    const { db } = fresh();
    const { id } = keyWith({ db } as Ledger, 21_000_000_000_000_001n);
    expect(placeHold(db, { requestId: "a", keyId: id, amountRao: 9_007_199_254_740_993n, nowMs: 1 })).toBeUndefined();
    chargeHold(db, charge("a", 9_007_199_254_740_993n));
    expect(owedAmounts(db)).toEqual([{ coldkey: "cold", amount_rao: 9_007_199_254_740_993n }]);
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("keeps keys as hashes and refuses revoked ones", () => {
    const { db } = fresh();
    const { id, key } = keyWith({ db } as Ledger, 100n);
    expect(JSON.stringify(db.prepare("SELECT name, key_sha256, shown_prefix FROM keys").all())).not.toContain(key);
    expect(keyBySecret(db, key)?.id).toBe(id);
    expect(revokeKey(db, id, 2)).toBe(true);
    expect(revokeKey(db, id, 2)).toBe(false);
    expect(placeHold(db, { requestId: "a", keyId: id, amountRao: 1n, nowMs: 1 })).toBe("revoked");
  });

  it("refuses a hold above balance or cap and changes nothing", () => {
    const { db } = fresh();
    const { id } = keyWith({ db } as Ledger, 100n, 50n);
    expect(placeHold(db, { requestId: "a", keyId: id, amountRao: 101n, nowMs: 1 })).toBe("no-money");
    expect(placeHold(db, { requestId: "b", keyId: id, amountRao: 51n, nowMs: 1 })).toBe("cap-reached");
    expect(placeHold(db, { requestId: "c", keyId: id, amountRao: 50n, nowMs: 1 })).toBeUndefined();
    expect(() => chargeHold(db, charge("c", 51n))).toThrow(/against a hold/);
    chargeHold(db, charge("c", 10n));
    expect(() => chargeHold(db, charge("c", 10n))).toThrow(/no hold/);
    expect(keyById(db, id)).toMatchObject({ balance_rao: 90n, held_rao: 0n, spent_rao: 10n });
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("gives a void batch's amounts back and pays a landed one once", () => {
    const { db } = fresh();
    const { id } = keyWith({ db } as Ledger, 1_000n);
    placeHold(db, { requestId: "a", keyId: id, amountRao: 100n, nowMs: 1 });
    chargeHold(db, charge("a", 60n));
    askWithdrawal(db, id, "home", 200n, 1);
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
      commits.run(() => placeHold(db, { requestId: "a", keyId: id, amountRao: 10n, nowMs: 1 })),
      commits.run(() => {
        placeHold(db, { requestId: "b", keyId: id, amountRao: 10n, nowMs: 1 });
        throw new Error("no");
      }),
      commits.run(() => placeHold(db, { requestId: "c", keyId: id, amountRao: 10n, nowMs: 1 })),
    ]);
    expect(results.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(keyById(db, id)).toMatchObject({ balance_rao: 80n, held_rao: 20n });
    expect(ledgerProblems(db)).toEqual([]);
  });

  it("keeps its equations through any order of acts", () => {
    const act = fc.oneof(
      fc.record({ act: fc.constant("deposit" as const), key: fc.nat(2), rao: fc.bigInt({ min: 1n, max: 10n ** 12n }) }),
      fc.record({ act: fc.constant("hold" as const), key: fc.nat(2), rao: fc.bigInt({ min: 0n, max: 10n ** 11n }) }),
      fc.record({ act: fc.constant("charge" as const), which: fc.nat(), part: fc.nat(100), cold: fc.nat(3) }),
      fc.record({ act: fc.constant("release" as const), which: fc.nat() }),
      fc.record({ act: fc.constant("withdraw" as const), key: fc.nat(2), rao: fc.bigInt({ min: 1n, max: 10n ** 12n }) }),
      fc.record({ act: fc.constant("batch" as const) }),
      fc.record({ act: fc.constant("end" as const), landed: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const ledger = fresh();
        const { db } = ledger;
        const ids = [0, 1, 2].map(() => keyWith(ledger, 10n ** 11n).id);
        const holds = new Map<string, bigint>();
        let count = 0;
        for (const each of acts) {
          count += 1;
          const held = [...holds];
          if (each.act === "deposit") {
            const block = (scannedBlock(db) ?? 0) + 1;
            creditBlock(db, block, [{ block, eventIndex: 0, keyId: ids[each.key] as bigint, sender: "s", amountRao: each.rao }]);
          } else if (each.act === "hold") {
            if (placeHold(db, { requestId: `r${count}`, keyId: ids[each.key] as bigint, amountRao: each.rao, nowMs: 1 }) === undefined) holds.set(`r${count}`, each.rao);
          } else if (each.act === "charge" && held.length > 0) {
            const [requestId, rao] = held[each.which % held.length] as [string, bigint];
            chargeHold(db, charge(requestId, (rao * BigInt(each.part)) / 100n, `cold-${each.cold}`));
            holds.delete(requestId);
          } else if (each.act === "release" && held.length > 0) {
            const [requestId] = held[each.which % held.length] as [string, bigint];
            releaseHold(db, requestId);
            holds.delete(requestId);
          } else if (each.act === "withdraw") askWithdrawal(db, ids[each.key] as bigint, "home", each.rao, 1);
          else if (each.act === "batch" && openBatch(db) === undefined) {
            const payments = [
              ...owedAmounts(db).map(({ coldkey, amount_rao }) => ({ destination: coldkey, amountRao: amount_rao })),
              ...waitingWithdrawals(db).map((row) => ({ destination: row.destination, amountRao: row.amount_rao, withdrawalId: row.id })),
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
