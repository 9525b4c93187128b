// Requests that wait for a free slot somewhere: each freed slot wakes the one that waits longest (spec: architecture.md §3.11).

export interface SlotWaiting {
  /** Resolves true when a slot was freed, false after the wait or when the signal comes. */
  wait(waitMs: number, signal: AbortSignal): Promise<boolean>;
  wakeOne(): void;
}

export function createSlotWaiting(): SlotWaiting {
  const waiting = new Set<() => void>();
  return {
    wakeOne() {
      for (const wake of waiting) {
        waiting.delete(wake);
        wake();
        return;
      }
    },
    wait(waitMs, signal) {
      if (signal.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        const settle = (freed: boolean) => {
          waiting.delete(wake);
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
          resolve(freed);
        };
        const wake = () => settle(true);
        const onAbort = () => settle(false);
        const timer = setTimeout(() => settle(false), waitMs);
        signal.addEventListener("abort", onAbort, { once: true });
        waiting.add(wake);
      });
    },
  };
}
