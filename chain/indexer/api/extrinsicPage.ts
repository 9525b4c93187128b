// One extrinsic with its events: the newest inclusion of that hash.

import type { IndexDatabase } from "../database.js";
import { blockOf, keyOf, positionOf } from "../places.js";
import { eventsJson, extrinsicJson, SELECT_EXTRINSIC } from "./rows.js";

export function extrinsicPage(database: IndexDatabase, hash: string): unknown {
  const row = database.get(
    `${SELECT_EXTRINSIC} where place in (select place from extrinsic_keys where key = ?) and hash = ? order by place desc limit 1`,
    keyOf(hash),
    hash.toLowerCase(),
  );
  if (!row) return undefined;
  const place = row.place as number;
  const block = database.get("select events from blocks where number = ?", blockOf(place));
  const events = block ? eventsJson(block, positionOf(place)) : [];
  return { ...extrinsicJson(row), events };
}
