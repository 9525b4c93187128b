// A WebSocket wherever we run: the platform's own in browsers and newer Nodes, `ws` elsewhere. Both have the same face.
import { SdkError } from "../sdkError.js";

/** The few members of the standard WebSocket that the SDK uses. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(kind: "open" | "close" | "error", listener: (event: { message?: string }) => void): void;
  addEventListener(kind: "message", listener: (event: { data: unknown }) => void): void;
}

type SocketClass = new (url: string) => Socket;

async function socketClass(): Promise<SocketClass> {
  const own = (globalThis as { WebSocket?: SocketClass }).WebSocket;
  if (own !== undefined) return own;
  const { WebSocket } = await import("ws");
  return WebSocket as unknown as SocketClass;
}

/** Resolves with an open socket. Throws SdkError `Unreachable`. */
export async function openSocket(url: string, timeoutMs: number): Promise<Socket> {
  const SocketOfPlatform = await socketClass();
  return new Promise((resolve, reject) => {
    const socket = new SocketOfPlatform(url);
    const unreachable = (why: string) => new SdkError("Unreachable", `no node answers at ${url} (${why})`);
    const timer = setTimeout(() => {
      reject(unreachable(`no connection in ${timeoutMs} ms`));
      socket.close();
    }, timeoutMs);
    const fail = (event: { message?: string }) => {
      clearTimeout(timer);
      reject(unreachable(event.message || "connection refused"));
    };
    // After it is open these two change nothing: a promise settles once.
    socket.addEventListener("error", fail);
    socket.addEventListener("close", fail);
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}
