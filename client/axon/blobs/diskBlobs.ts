// Blobs in a folder, one file each under its sha256, bounded and written atomically (spec: architecture.md §3.10).
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BlobStore, blobName, blobNamePattern, storageFull } from "./blobStore.js";

/** Opens (and makes) the folder; at most `maxBytes` altogether, what already lies there included. */
export async function diskBlobs(folder: string, maxBytes: number): Promise<BlobStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sizes = new Map<string, number>();
  for (const name of await readdir(folder)) {
    if (blobNamePattern.test(name)) sizes.set(name, (await stat(join(folder, name))).size);
    // What a crash left half-written was never acknowledged.
    else if (name.endsWith(".part")) await rm(join(folder, name), { force: true });
  }
  let heldBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);

  return {
    async put(sha256, bytes) {
      if (sizes.has(sha256)) return;
      if (heldBytes + bytes.length > maxBytes) throw storageFull(maxBytes);
      // Counted before the write, so that uploads side by side cannot pass the bound together.
      heldBytes += bytes.length;
      sizes.set(sha256, bytes.length);
      const part = join(folder, `${sha256}.${randomUUID()}.part`);
      try {
        await writeFile(part, bytes, { mode: 0o600, flush: true });
        await rename(part, join(folder, sha256));
      } catch (error) {
        heldBytes -= bytes.length;
        sizes.delete(sha256);
        await rm(part, { force: true });
        throw error;
      }
    },
    async get(sha256) {
      if (!sizes.has(sha256)) return undefined;
      const bytes = await readFile(join(folder, sha256)).catch(() => undefined);
      // A file that no longer hashes to its name (bad disk, meddling) is as good as absent.
      return bytes !== undefined && blobName(bytes) === sha256 ? bytes : undefined;
    },
  };
}
