// Subscriptions by the node's ids, across connections.
import type { SdkError } from "../sdkError.js";

export interface SubscriptionRequest {
  readonly method: string;
  readonly unsubscribe: string;
  readonly params?: readonly unknown[];
  readonly onNotification: (result: unknown) => void;
  /** The subscription ended and will not be taken up again. */
  readonly onLost?: (error: SdkError) => void;
  /** It was taken up again on a new connection: something may have been missed. */
  readonly onResumed?: () => void;
  /** Whether it may be taken up again. Default true; false for watching a transaction. */
  readonly resumable?: boolean;
}

export interface Subscription {
  readonly request: SubscriptionRequest;
  /** Undefined between two connections. */
  id: string | undefined;
}

export interface Subscriptions {
  add(request: SubscriptionRequest, id: string): Subscription;
  /** Forgets it and gives the id to unsubscribe by. */
  remove(subscription: Subscription): string | undefined;
  notify(id: string, result: unknown): void;
  suspend(lost: SdkError): void;
  suspended(): Subscription[];
  resume(subscription: Subscription, id: string): void;
  end(subscription: Subscription, error: SdkError): void;
  endAll(error: SdkError): void;
}

/** Notifications kept for an id that nobody has claimed yet: answer and first notification may come in one breath. */
const maxUnclaimed = 64;

export function createSubscriptions(): Subscriptions {
  const live = new Set<Subscription>();
  let unclaimed: { readonly id: string; readonly result: unknown }[] = [];

  function claim(subscription: Subscription, id: string): void {
    subscription.id = id;
    const early = unclaimed.filter((each) => each.id === id);
    unclaimed = unclaimed.filter((each) => each.id !== id);
    for (const { result } of early) subscription.request.onNotification(result);
  }

  const subscriptions: Subscriptions = {
    add(request, id) {
      const subscription: Subscription = { request, id: undefined };
      live.add(subscription);
      claim(subscription, id);
      return subscription;
    },
    remove(subscription) {
      return live.delete(subscription) ? subscription.id : undefined;
    },
    notify(id, result) {
      for (const each of live) {
        if (each.id !== id) continue;
        each.request.onNotification(result);
        return;
      }
      unclaimed.push({ id, result });
      if (unclaimed.length > maxUnclaimed) unclaimed.shift();
    },
    suspend(lost) {
      unclaimed = [];
      for (const each of live) {
        each.id = undefined;
        if (each.request.resumable === false) subscriptions.end(each, lost);
      }
    },
    suspended: () => [...live].filter((each) => each.id === undefined),
    resume(subscription, id) {
      if (!live.has(subscription)) return;
      claim(subscription, id);
      subscription.request.onResumed?.();
    },
    end(subscription, error) {
      if (live.delete(subscription)) subscription.request.onLost?.(error);
    },
    endAll(error) {
      for (const each of live) subscriptions.end(each, error);
    },
  };
  return subscriptions;
}
