// The broadcasts of each connection. Under the solo engine there is nobody to broadcast to but the own pool, so a broadcast
// is an offer that is repeated while the pool refuses it for a reason that may pass.

import { PoolRefusal } from "@plexus/chain/pool";
import { RPC_LIMITS } from "../../limits.js";
import { type Connection, newId } from "../../protocol/connection.js";
import type { RpcContext } from "../../protocol/method.js";

const broadcasts = new WeakMap<Connection, Map<string, () => void>>();

/** The operation's id, or null when the connection has too many. */
export function startBroadcast(context: RpcContext, connection: Connection, extrinsic: Uint8Array): string | null {
  const own = broadcasts.get(connection) ?? new Map<string, () => void>();
  broadcasts.set(connection, own);
  if (own.size >= RPC_LIMITS.broadcastsPerConnection) return null;
  const id = newId();
  const isDone = offer(context, extrinsic);
  own.set(id, isDone || !connection.canNotify ? () => {} : repeat(context, connection, extrinsic));
  return id;
}

export function stopBroadcast(connection: Connection, id: string): boolean {
  const own = broadcasts.get(connection);
  own?.get(id)?.();
  return own?.delete(id) ?? false;
}

function repeat(context: RpcContext, connection: Connection, extrinsic: Uint8Array): () => void {
  let forget = () => {};
  const stopListening = context.events.listen({
    best() {
      if (offer(context, extrinsic)) stop();
    },
  });
  const stop = () => {
    stopListening();
    forget();
  };
  forget = connection.onClose(stop);
  return stop;
}

/** True once there is no use in offering again. */
function offer(context: RpcContext, extrinsic: Uint8Array): boolean {
  try {
    context.pool.submit(extrinsic);
    return true;
  } catch (error) {
    if (!(error instanceof PoolRefusal)) throw error;
    return error.refusal.reason === "alreadyImported" || error.refusal.reason === "tooLarge";
  }
}
