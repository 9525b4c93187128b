// A value that changes, and a hook that follows it. All that this page needs of state management.

import { useEffect, useState } from "preact/hooks";

export interface Store<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.get());
  useEffect(() => {
    setValue(store.get());
    return store.subscribe(() => setValue(store.get()));
  }, [store]);
  return value;
}

/** What asking for something has come to so far. */
export type Loading<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly message: string };

/** Asks again whenever `keys` change; keeps showing the old answer meanwhile. */
export function useAnswer<T>(ask: () => Promise<T>, keys: readonly unknown[]): Loading<T> {
  const [answer, setAnswer] = useState<Loading<T>>({ state: "loading" });
  useEffect(() => {
    let stale = false;
    ask().then(
      (value) => {
        if (!stale) setAnswer({ state: "ready", value });
      },
      (error: unknown) => {
        if (!stale) setAnswer({ state: "failed", message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      stale = true;
    };
  }, keys);
  return answer;
}
