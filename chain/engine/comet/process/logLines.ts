// CometBFT's own log: JSON lines, kept in D/comet/cometbft.log, of which a few say something that the node must hear.

import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from "node:fs";
import type { Readable } from "node:stream";

const ROTATE_ABOVE_BYTES = 16 * 1024 * 1024;
const LONGEST_LINE = 16 * 1024;

export interface LogLine {
  readonly level: string;
  readonly module: string;
  readonly message: string;
  readonly error: string | undefined;
}

export class CometLog {
  readonly #stream: WriteStream;
  readonly #onLine: (line: LogLine) => void;
  /** The last lines, for the message about an unexpected end. */
  readonly #last: string[] = [];

  constructor(path: string, onLine: (line: LogLine) => void) {
    if (existsSync(path) && statSync(path).size > ROTATE_ABOVE_BYTES) renameSync(path, `${path}.1`);
    this.#stream = createWriteStream(path, { flags: "a", mode: 0o600 });
    // A full disk must not end the node by way of its log.
    this.#stream.on("error", () => {});
    this.#onLine = onLine;
  }

  get lastLines(): readonly string[] {
    return this.#last;
  }

  follow(source: Readable): void {
    let rest = "";
    source.setEncoding("utf8");
    source.on("data", (text: string) => {
      this.#stream.write(text);
      const lines = (rest + text).split("\n");
      rest = (lines.pop() ?? "").slice(-LONGEST_LINE);
      for (const line of lines) this.#take(line);
    });
    source.on("error", () => {});
  }

  close(): void {
    this.#stream.end();
  }

  #take(text: string): void {
    if (text.trim() === "") return;
    this.#last.push(text.slice(0, 500));
    if (this.#last.length > 8) this.#last.shift();
    const line = parseLine(text);
    if (line) this.#onLine(line);
  }
}

export function parseLine(text: string): LogLine | undefined {
  try {
    const fields = JSON.parse(text) as Record<string, unknown>;
    const word = (name: string) => (typeof fields[name] === "string" ? (fields[name] as string) : undefined);
    return {
      level: word("level") ?? "",
      module: word("module") ?? "",
      message: word("_msg") ?? "",
      error: word("err") ?? word("error"),
    };
  } catch {
    return undefined;
  }
}
