// One extrinsic with its events: the newest inclusion of that hash.

import type { IndexDatabase } from "../database.js";
import { EXTRINSIC_COLUMNS, eventJson, extrinsicJson } from "./rows.js";

export function extrinsicPage(database: IndexDatabase, hash: string): unknown {
  const row = database.get(
    `select ${EXTRINSIC_COLUMNS} from extrinsics where hash = ? order by block desc limit 1`,
    hash.toLowerCase(),
  );
  if (!row) return undefined;
  const events = database.all(
    "select * from events where block = ? and extrinsic = ? order by position",
    row.block as number,
    row.position as number,
  );
  return { ...extrinsicJson(row), events: events.map(eventJson) };
}
