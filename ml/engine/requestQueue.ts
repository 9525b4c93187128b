// First come, first served: a model works on one request at a time, because it has one thread (ml.md §4.1).

export class RequestQueue {
  private tail: Promise<void> = Promise.resolve();

  /** Waits for its turn; call the result when done. An aborted wait gives its place up. */
  async enter(signal: AbortSignal): Promise<() => void> {
    let leave: () => void = () => {};
    const before = this.tail;
    this.tail = new Promise((resolve) => (leave = resolve));
    const aborted = new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    try {
      await Promise.race([before, aborted]);
    } catch (error) {
      void before.then(leave);
      throw error;
    }
    aborted.catch(() => {});
    return leave;
  }
}
