// What a validator saw, on its own disk: one JSON line a record, one file an epoch, appended and synced, so that kill -9
// loses at most the line being written. Bounded in bytes an epoch and in epochs kept. Standings are folded from it again
// after a restart.
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

export interface EvidenceOptions {
  folder: string;
  /** Default 4 MiB: later records of the epoch are refused. */
  maxEpochBytes?: number;
  /** Default 400: older files are removed. */
  keptEpochs?: number;
}

export interface EvidenceStore<Line extends object> {
  /** False when the epoch's file is full; the record is then lost on purpose. */
  append(epoch: number, record: Line): boolean;
  /** Whole lines only; a torn last line is left out. */
  read(epoch: number): Line[];
  epochs(): number[];
  close(): void;
}

const FILE = /^epoch-(\d{9})\.jsonl$/;

export function openEvidence<Line extends object>(options: EvidenceOptions): EvidenceStore<Line> {
  const { folder, maxEpochBytes = 4 << 20, keptEpochs = 400 } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (epoch: number) => join(folder, `epoch-${String(epoch).padStart(9, "0")}.jsonl`);
  let open: { epoch: number; file: number; bytes: number } | undefined;

  const epochs = () =>
    readdirSync(folder)
      .flatMap((name) => (FILE.test(name) ? [Number(FILE.exec(name)?.[1])] : []))
      .sort((a, b) => a - b);
  const close = () => {
    if (open !== undefined) closeSync(open.file);
    open = undefined;
  };
  const turnTo = (epoch: number) => {
    if (open?.epoch === epoch) return open;
    close();
    const file = openSync(pathOf(epoch), "a+", 0o600);
    const bytes = endTornLine(file, pathOf(epoch));
    open = { epoch, file, bytes };
    for (const old of epochs().slice(0, -keptEpochs)) rmSync(pathOf(old), { force: true });
    return open;
  };

  return {
    append(epoch, record) {
      if (!Number.isInteger(epoch) || epoch < 0 || epoch > 999_999_999) throw new RangeError(`bad epoch ${epoch}`);
      const at = turnTo(epoch);
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      if (at.bytes + line.length > maxEpochBytes) return false;
      writeSync(at.file, line);
      fdatasyncSync(at.file);
      at.bytes += line.length;
      return true;
    },
    read: (epoch) => (epochs().includes(epoch) ? wholeLines(readFileSync(pathOf(epoch), "utf8")) : []),
    epochs,
    close,
  };
}

/** A line that was cut by a crash is closed, so that the next record begins on its own line. Gives the file's size. */
function endTornLine(file: number, path: string): number {
  const { size } = statSync(path);
  if (size === 0) return 0;
  const text = readFileSync(path);
  if (text[size - 1] === 10) return size;
  writeSync(file, "\n");
  return size + 1;
}

function wholeLines<Line>(text: string): Line[] {
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}
