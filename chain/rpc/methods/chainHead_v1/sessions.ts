// The follow sessions of each connection, by the id of their subscription.

import type { Connection } from "../../protocol/connection.js";
import type { FollowSession } from "./followSession.js";

const sessions = new WeakMap<Connection, Map<string, FollowSession>>();

export function addSession(connection: Connection, id: string, session: FollowSession): void {
  const own = sessions.get(connection) ?? new Map<string, FollowSession>();
  sessions.set(connection, own.set(id, session));
}

export function removeSession(connection: Connection, id: string): void {
  sessions.get(connection)?.delete(id);
}

/** undefined for an id that was never given or has ended: the API then answers as if nothing could be done. */
export function sessionOf(connection: Connection, id: string): FollowSession | undefined {
  return sessions.get(connection)?.get(id);
}
