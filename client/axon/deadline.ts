// A deadline that comes. AbortSignal.any keeps its sources weakly and nobody else keeps an AbortSignal.timeout: on Node 20 both
// can be collected while a request waits, and then it waits for ever [seen in CI; nodejs/node issue 54614]. This one is kept by
// its timer.

export interface Deadline {
  /** Fires with a TimeoutError after the time, or with the reason of the first source that fires. */
  readonly signal: AbortSignal;
  /** To be called when the work is over: ends the timer and forgets the sources. */
  clear(): void;
}

export function createDeadline(timeoutMs: number, ...sources: readonly AbortSignal[]): Deadline {
  const control = new AbortController();
  const timer = setTimeout(
    () => control.abort(new DOMException(`no end within ${timeoutMs} ms`, "TimeoutError")),
    timeoutMs,
  );
  const follow = (source: AbortSignal) => {
    const abort = () => control.abort(source.reason);
    if (source.aborted) abort();
    else source.addEventListener("abort", abort, { once: true });
    return () => source.removeEventListener("abort", abort);
  };
  const forget = sources.map(follow);
  return {
    signal: control.signal,
    clear() {
      clearTimeout(timer);
      for (const each of forget) each();
    },
  };
}
