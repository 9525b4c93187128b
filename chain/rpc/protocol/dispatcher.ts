// JSON-RPC 2.0: one text in, at most one text out. Ids are echoed as they came, batches keep their order, notifications
// get no answer (substrate-wire.md §1).

import { RPC_LIMITS } from "../limits.js";
import type { Connection } from "./connection.js";
import type { Method, RpcContext, Subscription } from "./method.js";
import { Params } from "./params.js";
import {
  type ErrorBody,
  errorBody,
  INTERNAL_ERROR,
  INVALID_REQUEST,
  METHOD_NOT_FOUND,
  PARSE_ERROR,
  RpcError,
} from "./rpcError.js";

type Handler = (params: Params, connection: Connection) => unknown;
type Id = string | number | null;
export type Reply = string | undefined | Promise<string | undefined>;

export class Dispatcher {
  readonly #handlers = new Map<string, Handler>();
  readonly #context: RpcContext;
  readonly #onCall: (method: string, seconds: number, failed: boolean) => void;

  constructor(
    context: Omit<RpcContext, "methodNames">,
    methods: readonly Method[],
    subscriptions: readonly Subscription[],
    onCall: (method: string, seconds: number, failed: boolean) => void = () => {},
  ) {
    const methodNames: string[] = [];
    this.#context = { ...context, methodNames };
    this.#onCall = onCall;
    for (const method of methods) this.#addMethod(method);
    for (const subscription of subscriptions) this.#addSubscription(subscription);
    methodNames.push(...[...this.#handlers.keys()].sort());
  }

  /** The reply to one message, undefined if none is due; a promise if a method takes its time. Never throws nor rejects. */
  handle(text: string, connection: Connection): Reply {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return failure(null, { code: PARSE_ERROR, message: "Parse error" });
    }
    if (!Array.isArray(message)) return this.#one(message, connection);
    if (message.length === 0) return failure(null, { code: INVALID_REQUEST, message: "Invalid Request" });
    if (message.length > RPC_LIMITS.batchCalls) {
      return failure(null, {
        code: -32010,
        message: `The batch request was too large: at most ${RPC_LIMITS.batchCalls} calls`,
      });
    }
    return this.#batch(message, connection);
  }

  #batch(calls: unknown[], connection: Connection): Reply {
    const replies: (string | Promise<string>)[] = [];
    let size = 0;
    let slow = 0;
    for (const call of calls) {
      const reply = this.#one(call, connection);
      if (reply === undefined) continue;
      if (typeof reply === "string") size += reply.length;
      else slow++;
      if (size > RPC_LIMITS.batchReplyBytes) return batchTooLarge();
      if (slow > RPC_LIMITS.slowCallsPerBatch) return tooManySlowCalls();
      replies.push(reply);
    }
    if (replies.length === 0) return undefined;
    return slow > 0 ? Promise.all(replies).then(joinBatch) : joinBatch(replies as string[]);
  }

  #one(call: unknown, connection: Connection): string | Promise<string> | undefined {
    if (typeof call !== "object" || call === null)
      return failure(null, { code: INVALID_REQUEST, message: "Invalid Request" });
    const { jsonrpc, id, method, params } = call as Record<string, unknown>;
    const isNotification = !("id" in call);
    if (!isNotification && !isId(id)) return failure(null, { code: INVALID_REQUEST, message: "Invalid Request" });
    const replyId = (isNotification ? null : id) as Id;
    if (jsonrpc !== "2.0" || typeof method !== "string")
      return failure(replyId, { code: INVALID_REQUEST, message: "Invalid Request" });
    // Nothing here is done for its effect alone, so a call without an id is not worth running.
    return isNotification ? undefined : this.#run(replyId, method, params, connection);
  }

  #run(id: Id, method: string, params: unknown, connection: Connection): string | Promise<string> {
    const handler = this.#handlers.get(method);
    if (!handler) return failure(id, { code: METHOD_NOT_FOUND, message: "Method not found" });
    const started = performance.now();
    const succeed = (result: unknown): string => {
      const reply = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${JSON.stringify(result ?? null)}}`;
      this.#onCall(method, (performance.now() - started) / 1000, false);
      return reply;
    };
    const fail = (error: unknown): string => {
      this.#onCall(method, (performance.now() - started) / 1000, true);
      return failure(id, errorBody(error) ?? this.#fault(method, error));
    };
    try {
      const result = handler(new Params(params), connection);
      return result instanceof Promise ? result.then(succeed).catch(fail) : succeed(result);
    } catch (error) {
      return fail(error);
    }
  }

  /** A fault of ours: told in the log, not to the client. */
  #fault(method: string, error: unknown): ErrorBody {
    this.#context.logger.error({ err: error, method }, "a call failed");
    return { code: INTERNAL_ERROR, message: "Internal error" };
  }

  #addMethod(method: Method): void {
    for (const name of [method.name, ...(method.aliases ?? [])]) {
      this.#add(name, (params, connection) => method.call(this.#context, params, connection));
    }
  }

  #addSubscription(subscription: Subscription): void {
    const open: Handler = (params, connection) => {
      if (!connection.canNotify) throw new RpcError(METHOD_NOT_FOUND, "Subscriptions need a WebSocket");
      const start = subscription.open(this.#context, params, connection);
      return connection.subscribe(subscription.name, subscription.notification, start);
    };
    for (const name of [subscription.name, ...(subscription.aliases ?? [])]) this.#add(name, open);
    for (const name of subscription.unsubscribe) {
      this.#add(name, (params, connection) => connection.unsubscribe(String(params.value(0))));
    }
  }

  #add(name: string, handler: Handler): void {
    if (this.#handlers.has(name)) throw new Error(`the RPC method ${name} is declared twice`);
    this.#handlers.set(name, handler);
  }
}

function batchTooLarge(): string {
  return failure(null, { code: -32011, message: "The batch response was too large" });
}

function tooManySlowCalls(): string {
  const message = `The batch request was too large: at most ${RPC_LIMITS.slowCallsPerBatch} calls for proofs or CometBFT`;
  return failure(null, { code: -32010, message });
}

function joinBatch(replies: string[]): string {
  const size = replies.reduce((sum, reply) => sum + reply.length, 0);
  return size > RPC_LIMITS.batchReplyBytes ? batchTooLarge() : `[${replies.join(",")}]`;
}

function isId(id: unknown): id is Id {
  return id === null || typeof id === "string" || (typeof id === "number" && Number.isFinite(id));
}

function failure(id: Id, error: ErrorBody): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error });
}
