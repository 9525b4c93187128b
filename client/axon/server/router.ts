// Routes one HTTP request of the axon: bound, authenticate, dispatch, answer (spec: architecture.md §3.10).
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { AxonError } from "../axonError.js";
import { blobNamePattern } from "../blobs/blobStore.js";
import type { Verifier } from "../btauth/createVerifier.js";
import { createDeadline } from "../deadline.js";
import { answerSynapse } from "../synapse/answerSynapse.js";
import type { SynapseVerifier } from "../synapse/verifySynapse.js";
import { getBlob, putBlob } from "./answerBlob.js";
import { answerTask } from "./answerTask.js";
import type { AxonSettings } from "./createAxon.js";
import { readBody } from "./readBody.js";
import { refusalMessage } from "./refusalMessage.js";
import { sendError, sendJson } from "./sendAnswer.js";

export interface Router {
  onRequest(request: IncomingMessage, response: ServerResponse): void;
  onClientError(error: NodeJS.ErrnoException, socket: Duplex): void;
}

type Route =
  | { readonly kind: "task" }
  | { readonly kind: "blob"; readonly sha256: string }
  | { readonly kind: "synapse"; readonly name: string };

function findRoute(path: string, method: string, settings: AxonSettings): Route {
  const wrongMethod = (allowed: string) => new AxonError(405, "WrongMethod", `${path} answers ${allowed}`);
  if (path === "/v1/task") {
    if (method !== "POST") throw wrongMethod("POST");
    return { kind: "task" };
  }
  const sha256 = path.startsWith("/blob/") ? path.slice(6) : "";
  if (settings.blobs !== undefined && blobNamePattern.test(sha256)) {
    if (method !== "PUT" && method !== "GET") throw wrongMethod("PUT and GET");
    return { kind: "blob", sha256 };
  }
  const name = path.slice(1);
  if (Object.hasOwn(settings.synapses, name)) {
    if (method !== "POST") throw wrongMethod("POST");
    return { kind: "synapse", name };
  }
  throw new AxonError(404, "UnknownRoute", `this axon has no ${path.slice(0, 80)}`);
}

/** A signal that fires when the caller goes, the axon closes, or the time for the handler is up. */
function workSignal(response: ServerResponse, closing: AbortSignal, timeoutMs: number): AbortSignal {
  const gone = new AbortController();
  const deadline = createDeadline(timeoutMs, gone.signal, closing);
  response.once("close", () => {
    if (!response.writableFinished) gone.abort(new AxonError(499, "CallerGone", "the caller went away"));
    deadline.clear();
  });
  return deadline.signal;
}

/** Settles with the work, or rejects when the signal fires, whether or not the handler heeds it. */
function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
      reject(timedOut ? new AxonError(504, "HandlerTimeout", "the miner took too long") : signal.reason);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

export function createRouter(
  settings: AxonSettings,
  verifier: Verifier,
  synapseVerifier: SynapseVerifier,
  closing: AbortSignal,
): Router {
  const { logger } = settings;
  let open = 0;

  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "GET";
    const target = request.url ?? "/";
    const path = target.split("?", 1)[0] ?? "/";
    if (path === "/health" && method === "GET") {
      sendJson(response, 200, { ok: true, hotkey: settings.key.address, open });
      return;
    }
    const route = findRoute(path, method, settings);
    if (open >= settings.maxOpen) throw new AxonError(503, "Busy", `already ${open} requests in work`);
    open += 1;
    try {
      const body = await readBody(request, route.kind === "blob" ? settings.maxBlobBytes : settings.maxBodyBytes);
      const signed = { method, target, headers: request.headers, body };
      const signal = workSignal(response, closing, settings.handleTimeoutMs);
      if (route.kind === "synapse") {
        const synapse = settings.synapses[route.name] as NonNullable<(typeof settings.synapses)[string]>;
        const work = answerSynapse({ request, response, body, signal }, route.name, synapse, synapseVerifier, settings);
        await orAborted(work, signal);
        return;
      }
      const check = await verifier.verify(signed);
      if (!check.ok) throw new AxonError(check.status, check.reason, refusalMessage(check.reason));
      if (route.kind === "task") {
        const call = { request, response, body, caller: check.hotkey, signal };
        await orAborted(answerTask(call, settings.handle, settings.stallTimeoutMs, logger), signal);
      } else if (settings.blobs !== undefined) {
        if (method === "PUT") await putBlob(settings.blobs, route.sha256, body, response);
        else await getBlob(settings.blobs, route.sha256, response);
      }
    } finally {
      open -= 1;
    }
  }

  return {
    onRequest(request, response) {
      response.on("error", () => {});
      dispatch(request, response).catch((error: unknown) => {
        if (response.destroyed || closing.aborted) response.destroy();
        // A stream that was already under way cannot turn into an error answer; cutting it tells the caller the same.
        else if (response.headersSent) response.destroy();
        else sendError(request, response, error, logger);
      });
    },
    onClientError(error, socket) {
      if (!socket.writable || error.code === "ECONNRESET") {
        socket.destroy();
        return;
      }
      const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
      const large = error.code === "HPE_HEADER_OVERFLOW";
      const status = late ? "408 Request Timeout" : large ? "431 Request Header Fields Too Large" : "400 Bad Request";
      const code = late ? "RequestTimeout" : large ? "HeadersTooLarge" : "BadRequest";
      const body = JSON.stringify(new AxonError(0, code, "the request could not be read").toBody());
      const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
      socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`, () => socket.destroy());
    },
  };
}
