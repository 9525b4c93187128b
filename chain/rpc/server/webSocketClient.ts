// One WebSocket client: its messages in, replies and notifications out, and what happens when it does not read.

import type { WebSocket } from "ws";
import { RPC_LIMITS } from "../limits.js";
import { Connection } from "../protocol/connection.js";
import type { Dispatcher } from "../protocol/dispatcher.js";

/** Serves `socket` until it closes. `all`: the clients whose unsent bytes count together. */
export function serveWebSocket(socket: WebSocket, dispatcher: Dispatcher, all: Iterable<WebSocket>): void {
  let drainTimer: NodeJS.Timeout | undefined;
  const send = (text: string) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > RPC_LIMITS.cutAboveBytes) return socket.terminate();
    socket.send(text);
    if (socket.bufferedAmount > RPC_LIMITS.pauseAboveBytes) pause();
  };
  /** A client that does not read its answers gets no more questions answered. */
  const pause = () => {
    if (drainTimer) return;
    if (unsentBytes(all) > RPC_LIMITS.cutAboveTotalBytes) return socket.terminate();
    socket.pause();
    drainTimer = setInterval(() => {
      if (socket.bufferedAmount > RPC_LIMITS.pauseAboveBytes / 2) return;
      clearInterval(drainTimer);
      drainTimer = undefined;
      socket.resume();
    }, 20);
  };
  const connection = new Connection(send);
  const pingTimer = keepAlive(socket);
  socket.on("message", (data: Buffer) => {
    // What was read before it was cut off is not worth answering.
    if (socket.readyState !== socket.OPEN) return;
    connection.heardAtMs = performance.now();
    const answer = dispatcher.handle(data.toString("utf8"), connection);
    const runAfter = connection.takeAfter();
    const reply = (text: string | undefined) => {
      if (text !== undefined) send(text);
      runAfter();
    };
    if (answer instanceof Promise) void answer.then(reply);
    else reply(answer);
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    clearInterval(drainTimer);
    clearInterval(pingTimer);
    connection.close();
  });
}

function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  return setInterval(() => {
    // While paused for back-pressure its pong is not read either; it is cut after two silent rounds all the same.
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, RPC_LIMITS.pingEveryMs);
}

function unsentBytes(clients: Iterable<WebSocket>): number {
  let sum = 0;
  for (const client of clients) sum += client.bufferedAmount;
  return sum;
}
