// What a person sees while a node catches up: one bar that fills, instead of a line for every old block (issue 4 §3). Only on a
// terminal; files and other programs get every line.
import type { Logger } from "@plexus/chain/engine";

const WIDTH = 24;
const EVERY_MS = 100;

export interface SyncState {
  /** Highest block at the peers; undefined where the node keeps up. */
  readonly target: number | undefined;
}

/** The logger, with a bar on `stream` while `state` names a target. */
export function withSyncBar(logger: Logger, state: () => SyncState, stream: NodeJS.WriteStream): Logger {
  const bar = new Bar(stream);
  let from: number | undefined;
  const info = (fields: object, message: string) => {
    const { block, receivedBytes, totalBytes } = fields as Record<string, unknown>;
    if (typeof receivedBytes === "number" && typeof totalBytes === "number") {
      const sizes = `${(receivedBytes / 1e6).toFixed(1)} of ${(totalBytes / 1e6).toFixed(1)} MB`;
      return bar.show("snapshot", receivedBytes / Math.max(1, totalBytes), sizes);
    }
    const { target } = state();
    if (target !== undefined && typeof block === "number" && message.startsWith("Imported #") && block < target) {
      from ??= block - 1;
      return bar.show("blocks", (block - from) / Math.max(1, target - from), `${block} of ${target}`);
    }
    from = undefined;
    bar.end();
    logger.info(fields, message);
  };
  const after = (write: Logger["warn"]) => (fields: object, message: string) => {
    bar.end();
    write(fields, message);
  };
  return {
    info,
    debug: (fields, message) => logger.debug(fields, message),
    warn: after((fields, message) => logger.warn(fields, message)),
    error: after((fields, message) => logger.error(fields, message)),
  };
}

class Bar {
  readonly #stream: NodeJS.WriteStream;
  #shownMs = 0;
  #isOpen = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(label: string, share: number, figures: string): void {
    const nowMs = Date.now();
    if (nowMs - this.#shownMs < EVERY_MS && share < 1) return;
    this.#shownMs = nowMs;
    this.#isOpen = true;
    const filled = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
    const text = `${label.padEnd(8)} ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${figures}`;
    this.#stream.write(`\r\x1b[K${text}`);
  }

  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#stream.write("\n");
  }
}
