// Moves what lies on deposit accounts to the treasury, from which payments go out (spec: issue §6). The ledger does not
// change: the money was the gateway's to keep either way, so a sweep that is lost or repeated harms nobody.
import { getBalance, type PlexusClient, transferAll } from "@plexus/client/sdk";
import type { Logger } from "pino";
import type { DepositAccounts } from "./depositAccounts.js";

/** Rao; less is not worth the fee of moving it. */
const leastSweep = 10_000_000n;

export interface Sweep {
  /** Something may lie on this key's account. */
  mark(keyId: bigint): void;
  run(): Promise<void>;
}

export function createSweep(client: PlexusClient, accounts: DepositAccounts, treasury: string, log: Logger): Sweep {
  const marked = new Set<bigint>();
  let running = false;

  async function sweepOne(keyId: bigint): Promise<void> {
    const key = accounts.of(keyId);
    const { freeRao } = await getBalance(client, key.address);
    if (freeRao < leastSweep) return;
    const result = await transferAll(client, key, { to: treasury, keepAlive: false });
    if (!result.ok) throw new Error(`sweep refused: ${result.error.name}`);
    log.info({ key: Number(keyId), rao: freeRao.toString() }, "deposit swept");
  }

  return {
    mark: (keyId) => void marked.add(keyId),
    async run() {
      if (running) return;
      running = true;
      try {
        const due = Array.from(marked);
        marked.clear();
        for (const keyId of due) {
          await sweepOne(keyId).catch((error: unknown) => {
            marked.add(keyId);
            log.warn({ err: error, key: Number(keyId) }, "sweep failed; tried again");
          });
        }
      } finally {
        running = false;
      }
    },
  };
}
