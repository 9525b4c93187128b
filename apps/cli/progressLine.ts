// A progress bar with bytes and time left on a terminal; elsewhere one line every ten seconds (surfaces.md).

export interface Progress {
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface ProgressLine {
  update(progress: Progress): void;
  end(): void;
}

const barWidth = 24;
/** What is over sooner needs no bar, ms. */
const quietMs = 1_500;

function describe(label: string, { receivedBytes, totalBytes }: Progress, elapsedMs: number): string {
  const share = totalBytes > 0 ? Math.min(1, receivedBytes / totalBytes) : 0;
  const filled = Math.round(share * barWidth);
  const leftSeconds = share > 0.02 ? Math.ceil(((elapsedMs / share) * (1 - share)) / 1000) : undefined;
  const bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)}`;
  const bytes = `${(receivedBytes / 1e6).toFixed(1)} of ${(totalBytes / 1e6).toFixed(1)} MB`;
  return `${label} ${bar} ${bytes}${leftSeconds === undefined ? "" : `, ${leftSeconds} s left`}`;
}

/** Shows progress on stderr, at most ten times a second. */
export function progressLine(label: string): ProgressLine {
  const begunMs = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  const everyMs = isTerminal ? 100 : 10_000;
  let shownMs = 0;
  let isFinished = false;
  return {
    update(progress) {
      const nowMs = Date.now();
      if (nowMs - begunMs < quietMs) return;
      const isWhole = progress.receivedBytes >= progress.totalBytes;
      if (isFinished || (nowMs - shownMs < everyMs && !isWhole)) return;
      isFinished = isWhole;
      shownMs = nowMs;
      const text = describe(label, progress, nowMs - begunMs);
      process.stderr.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
    },
    end() {
      if (isTerminal && shownMs > 0) process.stderr.write("\n");
    },
  };
}
