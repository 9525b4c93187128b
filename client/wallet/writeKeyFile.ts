// Puts a key file in place: owner only, whole or not at all, and never over another key by accident.
import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { WalletError } from "./walletError.js";

/** Throws WalletError `AlreadyExists` unless `overwrite`. A crash leaves the old file or the new one, never a half. */
export async function writeKeyFile(path: string, content: Uint8Array | string, overwrite: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.${randomUUID()}.part`;
  const file = await open(part, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    if (overwrite) {
      await rename(part, path);
      return;
    }
    // link, unlike rename, fails if something has that name by now.
    await link(part, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    throw new WalletError("AlreadyExists", `${path} exists; it may hold the only copy of a key, so it is left alone`);
  } finally {
    await unlink(part).catch(() => {});
  }
}
