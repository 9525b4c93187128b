// LMDB maps its file and trusts it: one that is none kills the process. Its two meta pages are looked at before (layout: the
// 64-bit format of lmdb-js 3, MDB_DATA_VERSION 2).

import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

const PAGE_BYTES = 4096;
const MAGIC_AT = 24;
const MAGIC = 0xbeefc0de;
const VERSION = 2;
const PAGE_SIZE_AT = 48;

/** Why the file cannot be opened; undefined if it can, or there is none yet. */
export function lmdbFileProblem(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    if (size === 0) return undefined;
    if (size < 2 * PAGE_BYTES) return `${path} is cut off`;
    const pages = Buffer.alloc(2 * PAGE_BYTES);
    readSync(file, pages, 0, pages.length, 0);
    for (const meta of [0, PAGE_BYTES]) {
      const isOurs =
        pages.readUInt32LE(meta + MAGIC_AT) === MAGIC &&
        pages.readUInt32LE(meta + MAGIC_AT + 4) === VERSION &&
        pages.readUInt32LE(meta + PAGE_SIZE_AT) === PAGE_BYTES;
      if (!isOurs) return `${path} is not a database of this program, or its first pages are overwritten`;
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}
