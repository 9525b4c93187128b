// First come, first served: a model works on one request at a time, because it has one thread (ml.md §4.1).

export class RequestQueue {
  private tail: Promise<void> = Promise.resolve();

  /** Waits for its turn; call the result when done. An aborted wait gives its place up and throws the signal's reason. */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    let leave: () => void = () => {};
    const before = this.tail;
    this.tail = new Promise((resolve) => (leave = resolve));
    let onAbort: () => void = () => {};
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
    });
    try {
      await Promise.race([before, aborted]);
      return leave;
    } catch (error) {
      void before.then(leave);
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }
}
