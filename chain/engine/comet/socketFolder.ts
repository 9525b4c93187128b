// Where the two sockets of a node lie: a short path under the system's temporary folder, the same at every start, because a
// socket's path is bounded by 107 bytes and data directories are not.

import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LONGEST_SOCKET_PATH } from "./abci/server.js";

export interface Sockets {
  /** Ours, to which CometBFT connects. */
  readonly app: string;
  /** CometBFT's RPC. */
  readonly rpc: string;
  remove(): void;
}

/** Throws where somebody else owns the folder. */
export function openSocketFolder(basePath: string): Sockets {
  const mark = createHash("sha256").update(realpathSync(basePath)).digest("hex").slice(0, 12);
  const user = process.getuid?.() ?? 0;
  const name = `plexus-${user}-${mark}`;
  const longest = join(tmpdir(), name, "comet.sock");
  const folder = join(Buffer.byteLength(longest) > LONGEST_SOCKET_PATH ? "/tmp" : tmpdir(), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const status = lstatSync(folder);
  if (!status.isDirectory() || (process.getuid && status.uid !== user) || (status.mode & 0o077) !== 0)
    throw new Error(`${folder} belongs to somebody else or is open to others: remove it, or set TMPDIR`);
  return {
    app: join(folder, "app.sock"),
    rpc: join(folder, "comet.sock"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
