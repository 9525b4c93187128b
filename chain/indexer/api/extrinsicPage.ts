// One extrinsic with its events: the newest inclusion of that hash.

import type { Indexer } from "../indexer.js";
import { blockOf, keyOf, positionOf } from "../places.js";
import { eventsJson, extrinsicJson, SELECT_EXTRINSIC } from "./rows.js";

export function extrinsicPage({ database, eventsOf }: Pick<Indexer, "database" | "eventsOf">, hash: string): unknown {
  const row = database.get(
    `${SELECT_EXTRINSIC} where place in (select place from extrinsic_keys where key = ?) and hash = ? order by place desc limit 1`,
    keyOf(hash),
    hash.toLowerCase(),
  );
  if (!row) return undefined;
  const [number, position] = [blockOf(row.place as number), positionOf(row.place as number)];
  const block = database.get("select events from blocks where number = ?", number);
  const events = block ? eventsJson(eventsOf(number, new Uint8Array(block.events as ArrayBuffer)), position) : [];
  return { ...extrinsicJson(row), events };
}
