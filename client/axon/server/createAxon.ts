// The axon: a bare node:http server that answers signed requests (spec: architecture.md §3.10, target.md §5).
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { type AxonLogger, silentLogger } from "../axonLogger.js";
import type { BlobStore } from "../blobs/blobStore.js";
import { createVerifier } from "../btauth/createVerifier.js";
import type { SynapseRoute } from "../synapse/answerSynapse.js";
import { createSynapseVerifier } from "../synapse/verifySynapse.js";
import type { TaskHandler } from "./answerTask.js";
import { createRouter } from "./router.js";

export interface AxonOptions {
  readonly key: KeyPair;
  readonly crypto: CryptoProvider;
  readonly host?: string;
  /** 0 lets the system choose; `Axon.port` says which. */
  readonly port: number;
  readonly handle: TaskHandler;
  /** Who may call; others get 403. Default: every valid signature. */
  readonly authorise?: (hotkey: string) => boolean | Promise<boolean>;
  readonly blobs?: BlobStore;
  /** Bittensor's older signed requests, by class name (substrate-wire.md §6). */
  readonly synapses?: Readonly<Record<string, SynapseRoute>>;
  readonly maxBodyBytes?: number;
  readonly maxBlobBytes?: number;
  /** Requests in work at a time; more get 503. */
  readonly maxOpen?: number;
  /** From the request line to the body's last byte; a slower sender is cut with 408. */
  readonly requestTimeoutMs?: number;
  /** For the handler; then 504. */
  readonly handleTimeoutMs?: number;
  /** How long a streamed answer waits for a reader that takes nothing. */
  readonly stallTimeoutMs?: number;
  readonly replayLimit?: number;
  readonly logger?: AxonLogger;
}

export interface Axon {
  readonly port: number;
  /** Stops listening, aborts what is open after `graceMs` (default 0), and resolves when every socket is gone. */
  close(graceMs?: number): Promise<void>;
}

export type AxonSettings = Required<Omit<AxonOptions, "authorise" | "blobs" | "port" | "host" | "replayLimit">> &
  Pick<AxonOptions, "blobs">;

const defaults = {
  maxBodyBytes: 1 << 20,
  maxBlobBytes: 16 << 20,
  maxOpen: 64,
  requestTimeoutMs: 15_000,
  handleTimeoutMs: 120_000,
  stallTimeoutMs: 15_000,
  synapses: {},
  logger: silentLogger,
};

/** The options without those that are present but undefined, which would otherwise hide a default. */
function given(options: AxonOptions): AxonOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as unknown as AxonOptions;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Starts an axon. Rejects with node's error (EADDRINUSE …) when the port cannot be had. */
export async function createAxon(options: AxonOptions): Promise<Axon> {
  const settings: AxonSettings = { ...defaults, ...given(options) };
  const shared = { crypto: options.crypto, receiver: options.key.address, authorise: options.authorise };
  const verifier = createVerifier({ ...shared, replayLimit: options.replayLimit });
  const synapseVerifier = createSynapseVerifier({ ...shared, endpointLimit: options.replayLimit });
  const closing = new AbortController();
  const router = createRouter(settings, verifier, synapseVerifier, closing.signal);

  const server = createServer({
    headersTimeout: Math.min(10_000, settings.requestTimeoutMs),
    requestTimeout: settings.requestTimeoutMs,
    keepAliveTimeout: 30_000,
    connectionsCheckingInterval: Math.min(1_000, settings.requestTimeoutMs),
    maxHeaderSize: 16_384,
    // Node would refuse these two by itself, with a bare status and no code; the router decides instead.
    requireHostHeader: false,
  });
  server.maxConnections = settings.maxOpen * 4;
  server.on("request", router.onRequest);
  server.on("checkExpectation", router.onRequest);
  server.on("clientError", router.onClientError);
  const port = await listen(server, options.port, options.host ?? "0.0.0.0");
  server.on("error", (error) => settings.logger.error({ err: error }, "axon server error"));

  return {
    port,
    async close(graceMs = 0) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => {
        closing.abort();
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
