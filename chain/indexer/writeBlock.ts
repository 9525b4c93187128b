// One block into the tables, inside the caller's transaction. All rows of a table go in as one JSON array: a statement for each
// row costs twice as much as the row.

import type { Hex } from "@plexus/core/scale";
import type { IndexDatabase } from "./database.js";
import type { IndexedBlock, IndexedEvent, IndexedExtrinsic } from "./decodeBlock.js";
import type { NeuronRow } from "./neuronRows.js";
import { keyOf, placeOf } from "./places.js";
import { addressOf } from "./readable.js";

/** Numbers above 2^53 go as text. */
type Cell = string | number | null;

/** `columns`: as SQL reads them from a row's `value`. */
function insertInto(table: string, columns: readonly string[]): string {
  return `insert or replace into ${table} select ${columns.join(", ")} from json_each(?)`;
}

const cells = (count: number): string[] => Array.from({ length: count }, (_, index) => `value ->> ${index}`);
const amount = (index: number): string => `cast(value ->> ${index} as integer)`;

const INTO_EXTRINSICS = insertInto("extrinsics", [...cells(7), amount(7), amount(8), "value ->> 9", "value ->> 10"]);
const INTO_EXTRINSIC_KEYS = insertInto("extrinsic_keys", cells(2));
const INTO_SIGNED = insertInto("signed", cells(2));
const INTO_TRANSFERS = insertInto("transfers", [...cells(4), amount(4)]);
const INTO_MOVED = insertInto("moved", cells(2));

export function writeBlock(database: IndexDatabase, block: IndexedBlock, neurons: readonly NeuronRow[]): void {
  const { number, hash, parentHash, stateRoot, timestampMs, extrinsics, events, eventBytes } = block;
  database.run(
    "insert into blocks values (?, ?, ?, ?, ?, ?, ?, ?)",
    number,
    hash,
    parentHash,
    stateRoot,
    timestampMs,
    extrinsics.length,
    events.length,
    eventBytes,
  );
  writeExtrinsics(database, number, extrinsics);
  writeTransfers(database, number, events);
  for (const row of neurons) writeNeuron(database, number, row);
}

function writeExtrinsics(database: IndexDatabase, number: number, extrinsics: readonly IndexedExtrinsic[]): void {
  const rows: Cell[][] = [];
  const keys: Cell[][] = [];
  const signed: Cell[][] = [];
  for (const [position, each] of extrinsics.entries()) {
    const place = placeOf(number, position);
    const signer = each.signer === undefined ? null : database.accountId(each.signer);
    const { hash, pallet, call, args, nonce = null, tipRao, feeRao, success, error = null } = each;
    const [tip, fee] = [tipRao?.toString() ?? null, feeRao?.toString() ?? null];
    rows.push([place, hash, pallet, call, JSON.stringify(args), signer, nonce, tip, fee, success ? 1 : 0, error]);
    keys.push([keyOf(hash), place]);
    if (signer !== null) signed.push([signer, place]);
  }
  insert(database, INTO_EXTRINSICS, rows);
  insert(database, INTO_EXTRINSIC_KEYS, keys);
  insert(database, INTO_SIGNED, signed);
}

function writeTransfers(database: IndexDatabase, number: number, events: readonly IndexedEvent[]): void {
  const rows: Cell[][] = [];
  const moved: Cell[][] = [];
  for (const [position, { pallet, name, value, extrinsic = null }] of events.entries()) {
    if (pallet !== "Balances" || name !== "Transfer") continue;
    const { from, to, amount: rao } = value as { from: Hex; to: Hex; amount: bigint };
    const place = placeOf(number, position);
    const [sender, recipient] = [database.accountId(addressOf(from)), database.accountId(addressOf(to))];
    rows.push([place, extrinsic, sender, recipient, rao.toString()]);
    moved.push([sender, place], [recipient, place]);
  }
  insert(database, INTO_TRANSFERS, rows);
  insert(database, INTO_MOVED, moved);
}

function insert(database: IndexDatabase, sql: string, rows: readonly Cell[][]): void {
  if (rows.length > 0) database.run(sql, JSON.stringify(rows));
}

function writeNeuron(database: IndexDatabase, number: number, row: NeuronRow): void {
  const { netuid, epoch, uid, hotkey, incentive, dividends, emissionRao, stakeRao } = row;
  database.run(
    "insert or replace into neurons values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    netuid,
    epoch,
    number,
    uid,
    hotkey,
    incentive,
    dividends,
    emissionRao,
    stakeRao,
  );
}
