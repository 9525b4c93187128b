// Follows finalised heads and keeps the newest view (spec: architecture.md §3.11 "mirrors finalised heads"). While the node
// is away the last view stays in use for a bounded time, and its age tells /ready.
import type { ChainHeader, PlexusClient } from "@plexus/client/sdk";
import type { Logger } from "pino";
import type { ChainView } from "./chainView.js";
import { readView } from "./readView.js";

export interface Mirror {
  view(): ChainView | undefined;
  /** Milliseconds since the node was last heard of; Infinity before the first view. */
  ageMs(): number;
}

export interface MirrorOptions {
  readonly client: PlexusClient;
  readonly netuid: number;
  /** A view older than this is not given out any more. */
  readonly expiredMs: number;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly onView: (view: ChainView) => void;
  /** Every finalised head, in order, none left out, after its view. */
  readonly onHead: (head: ChainHeader) => Promise<void>;
}

/** Between heads the node is asked this often whether it is still there: blocks may be 12 s apart. */
const heartbeatMs = 3_000;

/** Resolves once it follows; stops with the signal. */
export async function startMirror(options: MirrorOptions): Promise<Mirror> {
  const { client, netuid, log, signal } = options;
  let view: ChainView | undefined;
  let heardAtMs = Number.NEGATIVE_INFINITY;
  let newest = 0;

  async function refresh(head: ChainHeader): Promise<void> {
    // Of a queue of heads, as after a lost connection, only the last is worth a view.
    if (head.number < newest) return;
    const read = await readView(client, netuid, head.number, head.hash);
    if (read === undefined) {
      log.warn({ netuid, block: head.number }, "there is no such subnet yet");
      return;
    }
    view = read;
    options.onView(read);
  }

  async function onHead(head: ChainHeader): Promise<void> {
    heardAtMs = performance.now();
    newest = Math.max(newest, head.number);
    await refresh(head).catch((error: unknown) =>
      log.warn({ err: error, block: head.number }, "the view could not be read"),
    );
    await options
      .onHead(head)
      .catch((error: unknown) => log.error({ err: error, block: head.number }, "a head could not be worked on"));
  }

  const stop = await client.onFinalized(onHead, {
    onError: (error) => log.warn({ err: error }, "the node was lost; it is tried again"),
  });
  const heartbeat = setInterval(() => {
    if (performance.now() - heardAtMs < heartbeatMs) return;
    client.request("chain_getFinalizedHead", [], { timeoutMs: heartbeatMs }).then(
      () => {
        heardAtMs = performance.now();
      },
      () => undefined,
    );
  }, heartbeatMs);
  signal.addEventListener(
    "abort",
    () => {
      clearInterval(heartbeat);
      stop();
    },
    { once: true },
  );

  const ageMs = () => (view === undefined ? Number.POSITIVE_INFINITY : performance.now() - heardAtMs);
  return { ageMs, view: () => (ageMs() > options.expiredMs ? undefined : view) };
}
