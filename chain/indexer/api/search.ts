// What a person may mean by a text: a height, a hash, an address, a subnet, the call of a pallet.

import type { IndexDatabase } from "../database.js";
import { keysFrom } from "../places.js";

export interface SearchHit {
  kind: "block" | "extrinsic" | "account" | "subnet";
  id: string | number;
  label: string;
}

const MOST_HITS = 20;

export function search(database: IndexDatabase, text: string): SearchHit[] {
  const hits: SearchHit[] = [];
  if (/^\d{1,9}$/.test(text)) addNumber(database, Number(text), hits);
  if (/^(0x)?[0-9a-fA-F]{6,64}$/.test(text)) addHash(database, text.toLowerCase().replace(/^(0x)?/, "0x"), hits);
  if (/^[1-9A-HJ-NP-Za-km-z]{5,60}$/.test(text)) addAccount(database, text, hits);
  return hits.slice(0, MOST_HITS);
}

function addNumber(database: IndexDatabase, number: number, hits: SearchHit[]): void {
  if (database.get("select 1 as found from blocks where number = ?", number)) {
    hits.push({ kind: "block", id: number, label: `Block ${number}` });
  }
  if (database.get("select 1 as found from neurons where netuid = ? limit 1", number)) {
    hits.push({ kind: "subnet", id: number, label: `Subnet ${number}` });
  }
}

/** A range instead of `like`, so that the indexes serve it. */
function addHash(database: IndexDatabase, start: string, hits: SearchHit[]): void {
  const end = `${start}g`;
  for (const row of database.all("select number, hash from blocks where hash >= ? and hash < ? limit 5", start, end)) {
    hits.push({ kind: "block", id: row.number as number, label: `Block ${row.number}` });
  }
  const found = database.all(
    `select distinct hash, pallet, call from extrinsics
     where place in (select place from extrinsic_keys where key between ? and ?) and hash >= ? and hash < ? limit 5`,
    ...keysFrom(start),
    start,
    end,
  );
  for (const row of found) hits.push({ kind: "extrinsic", id: row.hash as string, label: `${row.pallet}.${row.call}` });
}

function addAccount(database: IndexDatabase, start: string, hits: SearchHit[]): void {
  const end = `${start}~`;
  const found = database.all(
    `select address from accounts where address >= ? and address < ?
     union select hotkey from neurons where hotkey >= ? and hotkey < ? limit 10`,
    start,
    end,
    start,
    end,
  );
  for (const row of found) hits.push({ kind: "account", id: row.address as string, label: row.address as string });
  if (found.length === 0 && start.length >= 47) hits.push({ kind: "account", id: start, label: start });
}
