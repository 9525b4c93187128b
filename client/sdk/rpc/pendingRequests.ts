// JSON-RPC questions that wait for their answer, and what becomes of them when the connection goes.
import { SdkError } from "../sdkError.js";
import type { Socket } from "./openSocket.js";

export interface RpcAnswer {
  readonly result?: unknown;
  readonly error?: { readonly code?: number; readonly message?: string; readonly data?: unknown };
}

interface Outcome {
  resolve(result: unknown): void;
  reject(error: SdkError): void;
}

export interface PendingRequest {
  send(socket: Socket): void;
  fail(error: SdkError): void;
}

export interface PendingRequests {
  add(method: string, params: readonly unknown[], outcome: Outcome): PendingRequest;
  settle(id: number, answer: RpcAnswer): void;
  sendAll(socket: Socket): void;
  /**
   * The connection went. Questions will be asked again on the next one; a transaction may or may not have arrived, which
   * only its owner can find out, so it fails with `lost`.
   */
  unsend(lost: SdkError): void;
  failAll(error: SdkError): void;
}

function rpcError(method: string, error: NonNullable<RpcAnswer["error"]>): SdkError {
  const detail = typeof error.data === "string" ? `: ${error.data}` : "";
  return new SdkError("RpcError", `${method}: ${error.message ?? "error"}${detail}`, {
    rpcCode: error.code,
    data: error.data,
  });
}

export function createPendingRequests(): PendingRequests {
  const waiting = new Map<number, PendingRequest & { answer(answer: RpcAnswer): void; onLoss(lost: SdkError): void }>();
  let nextId = 1;
  return {
    add(method, params, outcome) {
      const id = nextId;
      nextId += 1;
      const frame = JSON.stringify({ jsonrpc: "2.0", id, method, params });
      let sent = false;
      const request = {
        send(socket: Socket) {
          if (!sent) socket.send(frame);
          sent = true;
        },
        fail(error: SdkError) {
          if (waiting.delete(id)) outcome.reject(error);
        },
        answer({ result, error }: RpcAnswer) {
          waiting.delete(id);
          if (error === undefined) outcome.resolve(result);
          else outcome.reject(rpcError(method, error));
        },
        onLoss(lost: SdkError) {
          if (sent && method.startsWith("author_submit")) request.fail(lost);
          sent = false;
        },
      };
      waiting.set(id, request);
      return request;
    },
    settle: (id, answer) => waiting.get(id)?.answer(answer),
    sendAll(socket) {
      for (const request of waiting.values()) request.send(socket);
    },
    unsend(lost) {
      for (const request of waiting.values()) request.onLoss(lost);
    },
    failAll(error) {
      for (const request of waiting.values()) request.fail(error);
    },
  };
}
