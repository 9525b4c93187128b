// Credits transfers to deposit accounts, block by finalised block, from where the ledger says it stopped (spec: issue §6).
// Killed in between, it reads the same block again and the ledger takes each transfer once.
import { addressOf, type ChainHeader, type EventRecord, type PlexusClient } from "@plexus/client/sdk";
import type { Hex } from "@plexus/core/scale";
import type { Logger } from "pino";
import { creditBlock, type SeenTransfer, scannedBlock } from "../ledger/deposits.js";
import { depositAddresses } from "../ledger/keys.js";
import type { Ledger } from "../ledger/openLedger.js";

/** The transfers in a block's events that pay into a key. */
export function transfersIn(
  records: readonly EventRecord[],
  block: number,
  keys: ReadonlyMap<string, bigint>,
): SeenTransfer[] {
  const seen: SeenTransfer[] = [];
  records.forEach(({ event }, eventIndex) => {
    if (event.pallet !== "Balances" || event.name !== "Transfer") return;
    const { from, to, amount } = event.value as { from: Hex; to: Hex; amount: bigint };
    const keyId = keys.get(addressOf(to));
    if (keyId !== undefined && amount > 0n)
      seen.push({ block, eventIndex, keyId, sender: addressOf(from), amountRao: amount });
  });
  return seen;
}

export interface DepositWatch {
  /** Reads every block up to the head that was not read before. */
  onHead(head: ChainHeader): Promise<void>;
}

/** @param onCredit told of the key after its money is in the ledger. */
export function watchDeposits(
  client: PlexusClient,
  ledger: Ledger,
  log: Logger,
  onCredit: (keyId: bigint) => void,
): DepositWatch {
  const { db, commits } = ledger;
  return {
    async onHead(head) {
      // Without a mark the ledger is new, has no keys, and so no deposits before this block.
      const from = (scannedBlock(db) ?? head.number - 1) + 1;
      for (let block = from; block <= head.number; block += 1) {
        const { hash } = block === head.number ? head : await client.headerAt(block);
        const transfers = transfersIn(await client.eventsAt(hash), block, depositAddresses(db));
        await commits.run(() => creditBlock(db, block, transfers));
        for (const { keyId, amountRao, sender } of transfers) {
          log.info({ key: Number(keyId), rao: amountRao.toString(), sender, block }, "deposit credited");
          onCredit(keyId);
        }
      }
    },
  };
}
