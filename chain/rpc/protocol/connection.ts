// One client: its subscriptions and whatever else lives as long as the connection. A plain HTTP request is a connection
// that cannot be notified.

import { randomBytes } from "node:crypto";
import { RPC_LIMITS } from "../limits.js";
import { RpcError } from "./rpcError.js";

interface ActiveSubscription {
  name: string;
  stop: () => void;
}

export class Connection {
  readonly #send: ((text: string) => void) | undefined;
  readonly #subscriptions = new Map<string, ActiveSubscription>();
  readonly #closers = new Set<() => void>();
  #after: (() => void)[] = [];
  #closed = false;
  /** When the client last said something, on performance.now(). */
  heardAtMs = performance.now();

  /** `send` undefined: the transport cannot push. */
  constructor(send: ((text: string) => void) | undefined) {
    this.#send = send;
  }

  get canNotify(): boolean {
    return this.#send !== undefined;
  }
  get subscriptionCount(): number {
    return this.#subscriptions.size;
  }

  /** Runs `work` once the reply to the present message has been sent. */
  after(work: () => void): void {
    this.#after.push(work);
  }

  /** Takes what the present message left to be done; the transport runs it after that message's reply. */
  takeAfter(): () => void {
    const works = this.#after;
    this.#after = [];
    return () => {
      if (!this.#closed) for (const work of works) work();
    };
  }

  /** Registers a subscription and returns its id; `start` runs after the reply. */
  subscribe(
    name: string,
    notification: string,
    start: (send: (result: unknown) => void, id: string, end: () => void) => () => void,
  ): string {
    if (this.#subscriptions.size >= RPC_LIMITS.subscriptionsPerConnection) {
      throw new RpcError(
        -32006,
        `Too many subscriptions on the connection: at most ${RPC_LIMITS.subscriptionsPerConnection}`,
      );
    }
    const id = newId();
    const active: ActiveSubscription = { name, stop: () => {} };
    this.#subscriptions.set(id, active);
    const isOpen = () => this.#subscriptions.get(id) === active;
    const send = (result: unknown) => {
      if (isOpen()) this.notify(notification, id, result);
    };
    this.after(() => {
      if (!isOpen()) return;
      const stop = start(send, id, () => this.unsubscribe(id));
      if (isOpen()) active.stop = stop;
      else stop();
    });
    return id;
  }

  /** False if there is no such subscription. */
  unsubscribe(id: string): boolean {
    const active = this.#subscriptions.get(id);
    if (!active) return false;
    this.#subscriptions.delete(id);
    active.stop();
    return true;
  }

  countOf(name: string): number {
    let count = 0;
    for (const active of this.#subscriptions.values()) if (active.name === name) count++;
    return count;
  }

  notify(method: string, subscription: string, result: unknown): void {
    if (!this.#closed) this.#send?.(JSON.stringify({ jsonrpc: "2.0", method, params: { subscription, result } }));
  }

  /** Runs `work` when the client goes; returns how to forget it. */
  onClose(work: () => void): () => void {
    this.#closers.add(work);
    return () => this.#closers.delete(work);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#after = [];
    for (const id of this.#subscriptions.keys()) this.unsubscribe(id);
    for (const closer of this.#closers) closer();
    this.#closers.clear();
  }
}

/** An id that no other client can guess. */
export function newId(): string {
  return randomBytes(12).toString("base64url");
}
