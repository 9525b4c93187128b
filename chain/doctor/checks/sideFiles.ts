// What lies beside the chain: the pool's journal and the indexer's tables. Neither is needed to go on.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRecords } from "@plexus/chain/pool";
import Database from "libsql";
import { bad, type Finding, ok, warn } from "../finding.js";
import type { Patient } from "../patient.js";

export function checkJournal({ directory }: Patient): Finding[] {
  const path = join(directory, "pool.journal");
  if (!existsSync(path)) return [ok("pool journal", "none")];
  const content = readFileSync(path);
  const { extrinsics, goodBytes } = readRecords(content);
  if (goodBytes === 0 && content.length > 0)
    return [warn("pool journal", "it is not a journal", `what waited is lost; remove ${path}`)];
  const torn = content.length - goodBytes;
  if (torn > 0)
    return [
      warn(
        "pool journal",
        `${extrinsics.length} extrinsics, then ${torn} bytes that are torn`,
        "the next start cuts them off; senders who heard nothing send again",
      ),
    ];
  return [ok("pool journal", `${extrinsics.length} records`)];
}

export function checkIndexer({ directory, head }: Patient): Finding[] {
  const folder = join(directory, "index");
  const path = join(folder, "index.sqlite");
  if (!existsSync(path)) return [ok("indexer", "no tables yet")];
  const advice = `remove ${folder}: the next start fills it again from the chain`;
  let database: Database.Database | undefined;
  try {
    database = new Database(path);
    const check = database.prepare("pragma quick_check").get() as { quick_check?: unknown };
    if (check.quick_check !== "ok") return [bad("indexer", `SQLite says: ${String(check.quick_check)}`, advice)];
    const { last } = database.prepare("select max(number) as last from blocks").get() as { last: number | null };
    if (last !== null && last > (head?.number ?? 0))
      return [bad("indexer", `it knows block ${last}, the chain ends at ${head?.number ?? 0}`, advice)];
    return [ok("indexer", last === null ? "empty" : `filled up to block ${last}`)];
  } catch (error) {
    return [bad("indexer", `it cannot be read: ${(error as Error).message}`, advice)];
  } finally {
    database?.close();
  }
}
