// A WebSocket wherever we run: the platform's own in browsers and newer Nodes, `ws` elsewhere. Both have the same face.
import { SdkError } from "../sdkError.js";

/** The few members of the standard WebSocket that the SDK uses. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
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
    const fail = (event: unknown) => {
      clearTimeout(timer);
      reject(unreachable((event as { message?: string } | undefined)?.message || "connection refused"));
    };
    socket.onerror = fail;
    socket.onclose = fail;
    socket.onopen = () => {
      clearTimeout(timer);
      socket.onerror = null;
      socket.onclose = null;
      resolve(socket);
    };
  });
}
