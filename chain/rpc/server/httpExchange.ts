// One HTTP request: JSON-RPC by POST, GET /health, the indexer's GET /api, and the preflight of browsers.

import type { IncomingMessage, ServerResponse } from "node:http";
import { RPC_LIMITS } from "../limits.js";
import { Connection } from "../protocol/connection.js";
import type { Dispatcher } from "../protocol/dispatcher.js";
import { type CorsPolicy, isHostAllowed, isOriginAllowed } from "./origins.js";

/** Answers a GET below /api; undefined if there is nothing at that path. */
export type ApiRoute = (url: URL) => { status: number; body: unknown } | undefined;

/** Calls that another program beside this node answers, by their text; undefined if it is not one of those. */
export interface PassedOn {
  post(body: string): Promise<string> | undefined;
  get(url: URL): Promise<string> | undefined;
}

export interface HttpOptions {
  dispatcher: Dispatcher;
  external: boolean;
  cors: CorsPolicy;
  health(): object;
  api?: ApiRoute | undefined;
  passedOn?: PassedOn | undefined;
}

export function answerHttp(options: HttpOptions, request: IncomingMessage, response: ServerResponse): void {
  const { origin, host } = request.headers;
  if (!isHostAllowed(host, options.external))
    return reply(response, 403, { error: "this node answers only to localhost" });
  if (!isOriginAllowed(origin, options.cors))
    return reply(response, 403, { error: "this origin is not allowed: see --rpc-cors" });
  if (origin !== undefined) {
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("vary", "origin");
  }
  if (request.method === "OPTIONS") return answerPreflight(response);
  if (request.method === "GET" || request.method === "HEAD") return answerGet(options, request, response);
  if (request.method === "POST") return answerPost(options, request, response);
  response.setHeader("allow", "POST, GET, OPTIONS");
  reply(response, 405, { error: "POST JSON-RPC, or GET /health" });
}

function answerPreflight(response: ServerResponse): void {
  response.setHeader("access-control-allow-methods", "POST, GET, OPTIONS");
  response.setHeader("access-control-allow-headers", "content-type");
  response.setHeader("access-control-max-age", "600");
  response.writeHead(204).end();
}

function answerGet(options: HttpOptions, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(`http://node${request.url?.startsWith("/") ? request.url : "/"}`);
  if (url.pathname === "/health") return reply(response, 200, options.health());
  const passed = options.passedOn?.get(url);
  if (passed) return void passed.then((text) => send(response, 200, text));
  const answer = url.pathname.startsWith("/api/") ? options.api?.(url) : undefined;
  if (answer) return reply(response, answer.status, answer.body);
  reply(response, 404, { error: `nothing at ${url.pathname}: POST JSON-RPC, or GET /health` });
}

function answerPost(options: HttpOptions, request: IncomingMessage, response: ServerResponse): void {
  const contentType = request.headers["content-type"] ?? "";
  // A page elsewhere can send a plain text body without asking first; JSON it cannot.
  if (!/^application\/json\b/i.test(contentType))
    return refuse(request, response, 415, "content-type must be application/json");
  if (Number(request.headers["content-length"] ?? 0) > RPC_LIMITS.messageBytes) {
    return refuse(request, response, 413, `at most ${RPC_LIMITS.messageBytes} bytes`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > RPC_LIMITS.messageBytes) refuse(request, response, 413, `at most ${RPC_LIMITS.messageBytes} bytes`);
    else chunks.push(chunk);
  });
  request.on("end", () => {
    if (response.writableEnded) return;
    const body = Buffer.concat(chunks).toString("utf8");
    const passed = options.passedOn?.post(body);
    if (passed) return void passed.then((text) => send(response, 200, text));
    const connection = new Connection(undefined);
    const answer = options.dispatcher.handle(body, connection);
    const runAfter = connection.takeAfter();
    const finish = (text: string | undefined) => {
      runAfter();
      connection.close();
      if (text === undefined) response.writeHead(204).end();
      else send(response, 200, text);
    };
    if (answer instanceof Promise) void answer.then(finish);
    else finish(answer);
  });
  request.on("error", () => response.destroy());
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, error: string): void {
  if (response.writableEnded) return;
  response.setHeader("connection", "close");
  response.on("finish", () => request.destroy());
  request.pause();
  reply(response, status, { error });
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, JSON.stringify(body));
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
