// What was verified before, kept for later runs: ~/.plexus/light/<endpoint>.json. A header that is known from yesterday is worth
// more than any that a server shows today.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { wrongUse } from "../../failure.js";

const schema = z.strictObject({
  endpoint: z.string(),
  chainId: z.string(),
  height: z.number().int().min(1),
  hash: z.string().regex(/^0x[0-9a-f]{64}$/),
  /** How trust began: with a header that was given, with the chain's specification, or at first sight. */
  origin: z.enum(["given", "genesis", "firstUse"]),
  /** When it began, ms since 1970. */
  sinceMs: z.number().int(),
});

export type SavedTrust = z.infer<typeof schema>;

export function trustFile(endpoint: string): string {
  const name = endpoint
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[^\w.-]/g, "_")
    .slice(0, 60);
  // Two endpoints may differ only in what the name leaves out.
  const mark = createHash("sha256").update(endpoint).digest("hex").slice(0, 8);
  return join(homedir(), ".plexus", "light", `${name}-${mark}.json`);
}

/** Throws wrong use for a damaged file: going on without it would be to forget what was known. */
export function readSavedTrust(endpoint: string): SavedTrust | undefined {
  const path = trustFile(endpoint);
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw wrongUse(`${path} is damaged.`, "Begin anew with --forget, best together with --trust.");
  }
}

export function saveTrust(trust: SavedTrust): void {
  const path = trustFile(trust.endpoint);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, `${JSON.stringify(trust, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function forgetTrust(endpoint: string): void {
  rmSync(trustFile(endpoint), { force: true });
}
