// One extrinsic with its events: the newest inclusion of that hash.

import type { IndexDatabase } from "../database.js";
import { EXTRINSIC_COLUMNS, eventsJson, extrinsicJson } from "./rows.js";

export function extrinsicPage(database: IndexDatabase, hash: string): unknown {
  const row = database.get(
    `select ${EXTRINSIC_COLUMNS} from extrinsics where hash = ? order by block desc limit 1`,
    hash.toLowerCase(),
  );
  if (!row) return undefined;
  const block = database.get("select events from blocks where number = ?", row.block as number);
  const events = block ? eventsJson(block, row.position as number) : [];
  return { ...extrinsicJson(row), events };
}
