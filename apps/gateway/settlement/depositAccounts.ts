// Each key's own deposit account, derived hard from a seed that lies beside the ledger (spec: issue §6 "a real transfer on
// chain"). Whoever sends TAO there pays into that key, with any wallet and without a memo.
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";

export interface DepositAccounts {
  of(keyId: bigint): KeyPair;
}

function readSeed(path: string): string {
  try {
    // Exclusive: a seed that exists is never written over, since accounts with money derive from it.
    writeFileSync(path, `0x${randomBytes(32).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const seed = readFileSync(path, "utf8").trim();
  if (!/^0x[0-9a-f]{64}$/.test(seed)) throw new Error(`${path} does not hold a seed: restore it from a backup`);
  return seed;
}

export function openDepositAccounts(dataPath: string, crypto: CryptoProvider): DepositAccounts {
  const seed = readSeed(join(dataPath, "deposit.seed"));
  return { of: (keyId) => crypto.keyring.fromUri(`${seed}//deposit//${keyId}`) };
}
