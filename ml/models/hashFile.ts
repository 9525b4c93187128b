// sha256 of a file, streamed, so that big weights never lie in memory twice.

import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Throws a clear error for a file that is missing, of another size, or of another content. */
export async function verifyFile(path: string, expected: { sha256: string; bytes: number }): Promise<void> {
  if (!existsSync(path)) throw new Error(`model weights are missing: ${path}`);
  const { size } = statSync(path);
  if (size !== expected.bytes)
    throw new Error(`${path} has ${size} bytes, expected ${expected.bytes}; refusing to serve it`);
  const actual = await sha256OfFile(path);
  if (actual !== expected.sha256) {
    throw new Error(`${path} has sha256 ${actual}, expected ${expected.sha256}; refusing to serve changed weights`);
  }
}
