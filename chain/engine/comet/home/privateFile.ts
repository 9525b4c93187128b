// Files for the owner alone, written whole or not at all.

import { chmodSync, renameSync, writeFileSync } from "node:fs";

export function writePrivateFile(path: string, value: unknown): void {
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, 0o600);
}

/** Under another name first: a crash leaves the old file or the new one. */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, text, { mode });
  chmodSync(temporary, mode);
  renameSync(temporary, path);
}
