// Finds the CometBFT program, or builds it with Go (engine.md §1.2): one pinned version, checked by the module version that Go
// wrote into it, because its own `version` says another (cometbft.md §1).

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const COMETBFT_VERSION = "v0.40.0";
const MODULE = "github.com/cometbft/cometbft";
const LEAST_GO = [1, 25] as const;
const INSTALL_MINUTES = 15;

const run = promisify(execFile);

export class CometUnavailable extends Error {
  override name = "CometUnavailable";
}

export function installedPath(home = process.env.HOME ?? homedir()): string {
  return join(home, ".cache/plexus/cometbft", COMETBFT_VERSION, "cometbft");
}

export interface BinaryOptions {
  /** --comet-bin; else PLEXUS_COMETBFT, else the one in the cache. */
  readonly path?: string | undefined;
  /** Told what is about to be done and what it needs. */
  readonly note: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Path of a program of the pinned version; builds it if there is none. Throws CometUnavailable with what to do. */
export async function ensureCometBinary({ path: given, note, signal }: BinaryOptions): Promise<string> {
  const path = given ?? process.env.PLEXUS_COMETBFT;
  if (path !== undefined) {
    if (!existsSync(path)) throw new CometUnavailable(`there is no CometBFT at ${path} (--comet-bin, PLEXUS_COMETBFT)`);
    const found = await moduleVersion(path);
    if (found !== undefined && found !== COMETBFT_VERSION) {
      note(`${path} is CometBFT ${found}; Plexus is tested with ${COMETBFT_VERSION}`);
    }
    return path;
  }
  const installed = installedPath();
  if (!existsSync(installed)) await install(installed, note, signal);
  if (isChecked(installed)) return installed;
  const found = await moduleVersion(installed);
  if (found !== undefined && found !== COMETBFT_VERSION) {
    throw new CometUnavailable(`${installed} is CometBFT ${found}, not ${COMETBFT_VERSION}: delete it and start again`);
  }
  if (found !== undefined) rememberChecked(installed);
  return installed;
}

const markOf = (path: string): string => {
  const { size, mtimeMs, ino } = statSync(path);
  return `${COMETBFT_VERSION} ${size} ${mtimeMs} ${ino}\n`;
};

/** Asking Go takes a tenth of a second of every start, and a start after a crash has none to spare. */
function isChecked(path: string): boolean {
  try {
    return readFileSync(`${path}.checked`, "utf8") === markOf(path);
  } catch {
    return false;
  }
}

function rememberChecked(path: string): void {
  try {
    writeFileSync(`${path}.checked`, markOf(path));
  } catch {
    // A cache that cannot be written is asked about again.
  }
}

/** Whether that CometBFT can carry the application's pool: from v0.40 on over a socket (engine.md §1.4). */
export async function carriesPool(path: string): Promise<boolean> {
  return path === installedPath() || !/^v0\.(3\d)\./.test((await moduleVersion(path)) ?? "");
}

/** The module version that Go wrote into the program; undefined if there is no Go to ask. Throws CometUnavailable. */
export async function moduleVersion(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run("go", ["version", "-m", path], { timeout: 20_000 });
    const version = new RegExp(`^\\s*mod\\s+${MODULE.replaceAll(".", "\\.")}\\s+(\\S+)`, "m").exec(stdout)?.[1];
    if (version === undefined) throw new CometUnavailable(`${path} is no CometBFT`);
    return version;
  } catch (error) {
    if (error instanceof CometUnavailable) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CometUnavailable(`${path} is no program that Go made: ${(error as Error).message.split("\n")[0]}`);
  }
}

async function install(path: string, note: BinaryOptions["note"], signal: AbortSignal | undefined): Promise<void> {
  await requireGo();
  const folder = join(path, "..");
  mkdirSync(folder, { recursive: true });
  note(
    `CometBFT ${COMETBFT_VERSION} is not installed yet: building it with Go into ${folder}. That needs the Go module proxy ` +
      "(about 150 MB of sources), 60 MB for the program and one to three minutes",
  );
  const began = Date.now();
  try {
    await run("go", ["install", `${MODULE}/cmd/cometbft@${COMETBFT_VERSION}`], {
      env: { ...process.env, GOBIN: folder, CGO_ENABLED: "0" },
      timeout: INSTALL_MINUTES * 60_000,
      maxBuffer: 16 * 1024 * 1024,
      ...(signal && { signal }),
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const last = stderr?.trim().split("\n").slice(-3).join(" | ") || (error as Error).message;
    throw new CometUnavailable(
      `building CometBFT failed: ${last}. Check the network and GOPROXY, or build it elsewhere and give --comet-bin`,
    );
  }
  note(`CometBFT is installed at ${path} (${Math.round((Date.now() - began) / 1000)} s)`);
}

async function requireGo(): Promise<void> {
  const advice =
    `CometBFT ${COMETBFT_VERSION} must be built once and needs Go ${LEAST_GO.join(".")} or newer (https://go.dev/dl), ` +
    "or give a program built elsewhere with --comet-bin. A node with --engine solo needs neither";
  let text: string;
  try {
    text = (await run("go", ["env", "GOVERSION"], { timeout: 20_000 })).stdout;
  } catch {
    throw new CometUnavailable(`no Go here. ${advice}`);
  }
  const [, major = "0", minor = "0"] = /go(\d+)\.(\d+)/.exec(text) ?? [];
  // Go from 1.21 on fetches the newer one that a module asks for.
  if (Number(major) === 1 && Number(minor) < 21) throw new CometUnavailable(`${text.trim()} is too old. ${advice}`);
}
