// One ABCI connection: requests in, answers out in the same order, written at Flush (engine.md §1.4). A connection that
// does not speak ABCI is closed and said; a handler that throws answers with an exception, upon which CometBFT stops.

import type { Socket } from "node:net";
import type { Logger } from "../../logger.js";
import { FrameReader, frameHeader } from "./frames.js";
import { type AbciHandlers, answer, type CallObserver, decodeRequest, encodeResponse } from "./handlers.js";

/** Requests waiting for their turn, above which nothing more is read; CometBFT itself queues 256. */
const PAUSE_ABOVE = 512;
/** Answers kept back for their Flush at most. */
const WRITE_ABOVE_BYTES = 1024 * 1024;

export interface ConnectionOptions {
  handlers: AbciHandlers;
  logger: Logger;
  maximumFrameBytes: number;
  onCall: CallObserver | undefined;
  /** A handler threw; the answer is an exception. */
  onFault: (error: unknown, call: string) => void;
}

type Request = ReturnType<typeof decodeRequest>;

export class AbciConnection {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #queue: Request[] = [];
  #unsent: Uint8Array[] = [];
  #unsentBytes = 0;
  #working = false;
  #ended = false;
  #current: { call: string; sinceMs: number } | undefined;
  #onIdle: (() => void) | undefined;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    const frames = new FrameReader(options.maximumFrameBytes);
    socket.on("data", (piece) => this.#receive(frames, piece));
    // CometBFT was killed, or this node ends it: the supervisor says so.
    socket.on("error", (error) => options.logger.debug({ err: error }, "an ABCI connection broke"));
    socket.on("close", () => {
      if (frames.heldBytes > 0 && !this.#ended) options.logger.debug({}, "an ABCI connection ended inside a message");
      this.#ended = true;
    });
  }

  /** The request in hand, and since when on the clock of `performance.now()`. */
  get current(): { call: string; sinceMs: number } | undefined {
    return this.#current;
  }

  /** Once the request in hand is answered; the others stay unanswered. */
  async finish(): Promise<void> {
    this.#queue.length = 0;
    if (this.#working) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    this.#socket.destroy();
  }

  #receive(frames: FrameReader, piece: Buffer): void {
    if (this.#ended) return;
    try {
      for (const bytes of frames.read(piece)) this.#queue.push(decodeRequest(bytes));
    } catch (error) {
      return this.#end({ err: error }, "what came over the ABCI socket is no ABCI: the connection is closed");
    }
    if (this.#queue.length > PAUSE_ABOVE) this.#socket.pause();
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let request = this.#queue.shift(); request && !this.#ended; request = this.#queue.shift()) {
      this.#keep(await this.#call(request));
      if (request.$case === "flush" || this.#unsentBytes > WRITE_ABOVE_BYTES) this.#write();
      if (this.#queue.length <= PAUSE_ABOVE / 2 && this.#socket.isPaused()) this.#socket.resume();
    }
    this.#write();
    this.#working = false;
    this.#onIdle?.();
  }

  async #call(request: Request): Promise<Uint8Array> {
    const { handlers, onCall, onFault } = this.#options;
    const name = request.$case;
    const began = performance.now();
    this.#current = { call: name, sinceMs: began };
    const observe = (failed: boolean) => {
      if (name !== "echo" && name !== "flush") onCall?.(name, (performance.now() - began) / 1000, failed);
    };
    try {
      const bytes = encodeResponse(await answer(handlers, request));
      observe(false);
      this.#current = undefined;
      return bytes;
    } catch (error) {
      this.#current = undefined;
      observe(true);
      onFault(error, name);
      return encodeResponse({ $case: "exception", value: { error: String((error as Error)?.message ?? error) } });
    }
  }

  #keep(bytes: Uint8Array): void {
    this.#unsent.push(frameHeader(bytes.length), bytes);
    this.#unsentBytes += bytes.length;
  }

  #write(): void {
    if (this.#unsent.length === 0) return;
    if (!this.#socket.destroyed) this.#socket.write(Buffer.concat(this.#unsent));
    this.#unsent = [];
    this.#unsentBytes = 0;
  }

  #end(fields: object, message: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.logger.error(fields, message);
    this.#socket.destroy();
  }
}
