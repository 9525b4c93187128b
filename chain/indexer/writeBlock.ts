// One block into the tables, inside the caller's transaction.

import type { Hex } from "@plexus/core/scale";
import type { IndexDatabase } from "./database.js";
import type { IndexedBlock, IndexedEvent } from "./decodeBlock.js";
import type { NeuronRow } from "./neuronRows.js";
import { addressOf } from "./readable.js";

export function writeBlock(database: IndexDatabase, block: IndexedBlock, neurons: readonly NeuronRow[]): void {
  const { number, hash, parentHash, stateRoot, timestampMs, extrinsics, events } = block;
  database.run(
    "insert into blocks values (?, ?, ?, ?, ?, ?, ?, ?)",
    number,
    hash,
    parentHash,
    stateRoot,
    timestampMs,
    extrinsics.length,
    events.length,
    JSON.stringify(events.map(({ extrinsic = null, pallet, name, fields }) => ({ extrinsic, pallet, name, fields }))),
  );
  for (const [position, each] of extrinsics.entries()) {
    database.run(
      "insert into extrinsics values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      number,
      position,
      each.hash,
      each.pallet,
      each.call,
      JSON.stringify(each.args),
      each.signer ?? null,
      each.nonce ?? null,
      each.tipRao ?? null,
      each.feeRao ?? null,
      each.success ? 1 : 0,
      each.error ?? null,
    );
  }
  for (const [position, event] of events.entries()) {
    if (event.pallet === "Balances" && event.name === "Transfer") writeTransfer(database, number, position, event);
  }
  for (const row of neurons) {
    database.run(
      "insert or replace into neurons values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.netuid,
      row.epoch,
      number,
      row.uid,
      row.hotkey,
      row.incentive,
      row.dividends,
      row.emissionRao,
      row.stakeRao,
    );
  }
}

function writeTransfer(database: IndexDatabase, number: number, position: number, event: IndexedEvent): void {
  const { from, to, amount } = event.value as { from: Hex; to: Hex; amount: bigint };
  database.run(
    "insert into transfers values (?, ?, ?, ?, ?, ?)",
    number,
    position,
    event.extrinsic ?? null,
    addressOf(from),
    addressOf(to),
    amount,
  );
}
