// JSON-RPC over one WebSocket that comes back by itself (spec: substrate-wire.md §1). While the node is away, questions
// wait and subscriptions are taken up again; transactions are never sent twice.
import { SdkError } from "../sdkError.js";
import { openSocket, type Socket } from "./openSocket.js";
import { createPendingRequests, type PendingRequests, type RpcAnswer } from "./pendingRequests.js";
import {
  createSubscriptions,
  type Subscription,
  type SubscriptionRequest,
  type Subscriptions,
} from "./subscriptions.js";

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Waiting for a connection included. Default 30 s. */
  readonly timeoutMs?: number;
}

export type Unsubscribe = () => void;

export interface RpcClientOptions {
  readonly connectTimeoutMs?: number;
  /** First pause before a new attempt; doubles up to `maxRetryMs`. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  /** Silence after which the node is asked for a sign of life, and given as long again to answer. */
  readonly heartbeatMs?: number;
}

const defaults = { connectTimeoutMs: 10_000, retryMs: 250, maxRetryMs: 10_000, heartbeatMs: 20_000 };

interface Message extends RpcAnswer {
  readonly id?: number | null;
  readonly params?: { readonly subscription?: unknown; readonly result?: unknown };
}

export class RpcClient {
  readonly url: string;
  readonly #settings: typeof defaults;
  readonly #pending: PendingRequests = createPendingRequests();
  readonly #subscriptions: Subscriptions = createSubscriptions();
  readonly #listeners = new Set<(connected: boolean) => void>();
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #socket: Socket | undefined;
  #closedBy: SdkError | undefined;
  #heardAtMs = Date.now();
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  private constructor(url: string, options: RpcClientOptions) {
    this.url = url;
    this.#settings = { ...defaults, ...options };
    this.#heartbeat = setInterval(() => this.#checkPulse(), this.#settings.heartbeatMs);
    (this.#heartbeat as { unref?: () => void }).unref?.();
  }

  /** Throws SdkError `Unreachable` if the first connection fails. Later losses are mended in silence. */
  static async open(url: string, options: RpcClientOptions = {}): Promise<RpcClient> {
    const client = new RpcClient(url, options);
    try {
      client.#adopt(await openSocket(url, client.#settings.connectTimeoutMs));
    } catch (error) {
      client.close();
      throw error;
    }
    return client;
  }

  get connected(): boolean {
    return this.#socket !== undefined;
  }

  request(method: string, params: readonly unknown[] = [], options: RequestOptions = {}): Promise<unknown> {
    if (this.#closedBy !== undefined) return Promise.reject(this.#closedBy);
    const { signal, timeoutMs = 30_000 } = options;
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const request = this.#pending.add(method, params, {
        resolve(result) {
          finish();
          resolve(result);
        },
        reject(error) {
          finish();
          reject(error);
        },
      });
      const onAbort = () =>
        request.fail(new SdkError("Aborted", "the question was called off", { cause: signal?.reason }));
      const timer = setTimeout(() => {
        const [code, what] = this.connected
          ? (["Timeout", `no answer to ${method}`] as const)
          : (["Unreachable", `no node at ${this.url}`] as const);
        request.fail(new SdkError(code, `${what} in ${timeoutMs} ms`));
      }, timeoutMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      if (signal?.aborted) onAbort();
      else if (this.#socket !== undefined) request.send(this.#socket);
    });
  }

  /** Resolves once the node has taken the subscription. */
  async subscribe(request: SubscriptionRequest, options?: RequestOptions): Promise<Unsubscribe> {
    const id = String(await this.request(request.method, request.params, options));
    const subscription = this.#subscriptions.add(request, id);
    return () => {
      const last = this.#subscriptions.remove(subscription);
      if (last !== undefined && this.connected) this.request(request.unsubscribe, [last]).catch(() => {});
    };
  }

  /** Told of every loss and return of the connection. Gives back a function that stops it. */
  onConnection(listener: (connected: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Everything that waits, and everything asked from now on, fails with `reason`. */
  close(reason: SdkError = new SdkError("Closed", "this connection was closed")): void {
    if (this.#closedBy !== undefined) return;
    this.#closedBy = reason;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#heartbeat);
    this.#pending.failAll(reason);
    this.#subscriptions.endAll(reason);
    this.#socket?.close();
    this.#socket = undefined;
  }

  #adopt(socket: Socket): void {
    this.#socket = socket;
    this.#heardAtMs = Date.now();
    socket.addEventListener("message", ({ data }) => this.#onFrame(data));
    socket.addEventListener("close", () => this.#onLoss(socket));
    this.#pending.sendAll(socket);
    for (const listener of this.#listeners) listener(true);
  }

  #onFrame(data: unknown): void {
    this.#heardAtMs = Date.now();
    let frame: unknown;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return;
    }
    for (const message of (Array.isArray(frame) ? frame : [frame]) as Message[]) {
      if (typeof message?.id === "number") this.#pending.settle(message.id, message);
      else if (message?.params !== undefined)
        this.#subscriptions.notify(String(message.params.subscription), message.params.result);
    }
  }

  #onLoss(socket: Socket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    const lost = new SdkError(
      "Unreachable",
      "the connection went while a transaction was being handed over or watched",
    );
    this.#pending.unsend(lost);
    this.#subscriptions.suspend(lost);
    for (const listener of this.#listeners) listener(false);
    if (this.#closedBy === undefined) this.#retry(this.#settings.retryMs);
  }

  #retry(pauseMs: number): void {
    // Spread out, so that a restarted node does not meet all its clients in one instant.
    this.#retryTimer = setTimeout(
      async () => {
        try {
          const socket = await openSocket(this.url, this.#settings.connectTimeoutMs);
          if (this.#closedBy !== undefined) {
            socket.close();
            return;
          }
          this.#adopt(socket);
          for (const subscription of this.#subscriptions.suspended()) void this.#resume(subscription);
        } catch {
          if (this.#closedBy === undefined) this.#retry(Math.min(pauseMs * 2, this.#settings.maxRetryMs));
        }
      },
      pauseMs * (0.75 + Math.random() / 2),
    );
  }

  async #resume(subscription: Subscription): Promise<void> {
    const socket = this.#socket;
    try {
      const id = String(await this.request(subscription.request.method, subscription.request.params));
      this.#subscriptions.resume(subscription, id);
    } catch (error) {
      // If the connection went once more, the next one resumes it.
      if (this.#socket === socket) this.#subscriptions.end(subscription, error as SdkError);
    }
  }

  #checkPulse(): void {
    const asked = this.#socket;
    if (asked === undefined || Date.now() - this.#heardAtMs < this.#settings.heartbeatMs) return;
    this.request("system_chain", [], { timeoutMs: this.#settings.heartbeatMs }).catch(() => {
      // A socket that says nothing is dead even if nobody closed it (a laptop that slept, a router that forgot).
      if (this.#socket !== asked) return;
      asked.close();
      this.#onLoss(asked);
    });
  }
}
