// Loading, empty and failed, designed once.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Connection } from "../live/network.js";
import type { Loading } from "../live/store.js";

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function Failed({ message }: { message: string }) {
  return (
    <p class="failed" role="alert">
      {message}
    </p>
  );
}

/** Shows an answer when it is there, and what is the matter while it is not. */
export function Answer<T>({ answer, children }: { answer: Loading<T>; children: (value: T) => ComponentChildren }) {
  if (answer.state === "loading") return <p class="empty">Loading…</p>;
  if (answer.state === "failed") return <Failed message={answer.message} />;
  return <>{children(answer.value)}</>;
}

/** A line over the page while the node cannot be reached. */
export function ConnectionBanner({ connection, url }: { connection: Connection; url: string }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, []);
  if (connection.state === "live") return null;
  if (connection.state === "connecting") return <p class="banner">Connecting to {url} …</p>;
  const seconds = Math.max(0, Math.ceil((connection.retryAtMs - Date.now()) / 1_000));
  return (
    <p class="banner failed" role="alert">
      Node not reachable at {url}, retrying in {seconds} s. Start one with <code>npm start</code>, or open this page
      with <code>?rpc=ws://…</code>.
    </p>
  );
}
