// Writes server-sent events to a caller that may read slowly or go away (spec: architecture.md §3.10).
import type { ServerResponse } from "node:http";
import { AxonError } from "../axonError.js";

export interface EventStream {
  readonly opened: boolean;
  /** Sends one event; resolves when the caller's socket has room again. Throws AxonError 499 when it has gone. */
  send(event: unknown, name?: string): Promise<void>;
  /** Sends the closing mark and ends the answer. */
  finish(): void;
  fail(error: AxonError): void;
}

const callerGone = () => new AxonError(499, "CallerGone", "the caller went away");

/** A reader that takes nothing for `stallMs` is cut off, so that it cannot hold a model's slot. */
export function createEventStream(response: ServerResponse, stallMs: number): EventStream {
  let opened = false;

  function open(): void {
    if (opened) return;
    opened = true;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.socket?.setNoDelay(true);
  }

  function waitForRoom(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => response.destroy(), stallMs);
      const settle = (error?: AxonError) => {
        clearTimeout(timer);
        response.off("drain", onDrain);
        response.off("close", onClose);
        if (error === undefined) resolve();
        else reject(error);
      };
      const onDrain = () => settle();
      const onClose = () => settle(callerGone());
      response.once("drain", onDrain);
      response.once("close", onClose);
    });
  }

  return {
    get opened() {
      return opened;
    },
    async send(event, name) {
      if (response.destroyed) throw callerGone();
      open();
      const head = name === undefined ? "" : `event: ${name}\n`;
      if (!response.write(`${head}data: ${JSON.stringify(event)}\n\n`)) await waitForRoom();
    },
    finish() {
      open();
      response.end("data: [DONE]\n\n");
    },
    fail(error) {
      open();
      response.end(`event: error\ndata: ${JSON.stringify(error.toBody())}\n\n`);
    },
  };
}
