// Blocks: the newest ones, and one with its extrinsics and events.

import type { IndexDatabase, Row } from "../database.js";
import type { Indexer } from "../indexer.js";
import { placeOf } from "../places.js";
import { eventsJson, extrinsicJson, SELECT_EXTRINSIC } from "./rows.js";

/** All that a list shows; the events of a block are long. */
const BLOCK_COLUMNS = "number, hash, parent_hash, state_root, timestamp_ms, extrinsic_count, event_count";

export function blockList(database: IndexDatabase, limit: number, before: number | undefined): unknown {
  return database
    .all(
      `select ${BLOCK_COLUMNS} from blocks where number < ? order by number desc limit ?`,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    )
    .map(blockJson);
}

/** By height or hash; undefined if unknown. */
export function blockPage({ database, eventsOf }: Pick<Indexer, "database" | "eventsOf">, id: string): unknown {
  const row = id.startsWith("0x")
    ? database.get("select * from blocks where hash = ?", id.toLowerCase())
    : database.get("select * from blocks where number = ?", Number(id));
  if (!row) return undefined;
  const number = row.number as number;
  return {
    ...blockJson(row),
    extrinsics: database
      .all(
        `${SELECT_EXTRINSIC} where place >= ? and place < ? order by place`,
        placeOf(number, 0),
        placeOf(number + 1, 0),
      )
      .map(extrinsicJson),
    events: eventsJson(eventsOf(number, new Uint8Array(row.events as ArrayBuffer))),
  };
}

function blockJson(row: Row): object {
  return {
    number: row.number,
    hash: row.hash,
    parentHash: row.parent_hash,
    stateRoot: row.state_root,
    timestampMs: row.timestamp_ms,
    extrinsicCount: row.extrinsic_count,
    eventCount: row.event_count,
  };
}
