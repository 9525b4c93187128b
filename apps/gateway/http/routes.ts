// The list of routes: what the gateway answers, and by which file (spec: issue §6, CONTRACTS "subnets/kit").
import type { Gateway } from "../gateway.js";
import { unknownRoute, wrongMethod } from "./apiError.js";
import { answerBalance } from "./balance.js";
import { answerChatCompletions } from "./chatCompletions.js";
import { answerCompletions } from "./completions.js";
import type { Exchange } from "./exchange.js";
import { answerHealth, answerMetrics, answerReady } from "./health.js";
import { answerModel, answerModels } from "./models.js";
import { answerReceipt } from "./receipts.js";
import { answerRelay } from "./relay.js";
import { answerRouting } from "./routing.js";
import { answerShapes } from "./shapes.js";
import { answerTraffic } from "./traffic.js";

export type Handler = (gateway: Gateway, exchange: Exchange) => Promise<void> | void;

interface Route {
  readonly method: "GET" | "POST";
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** `:name` takes one segment, `:name+` all that follow (names of models contain slashes). */
function route(method: Route["method"], path: string, handler: Handler): Route {
  const source = path.replace(
    /:(\w+)(\+?)/g,
    (_, name: string, rest: string) => `(?<${name}>${rest === "+" ? ".+" : "[^/]+"})`,
  );
  return { method, pattern: new RegExp(`^${source}$`), handler };
}

const routes: readonly Route[] = [
  route("POST", "/v1/chat/completions", answerChatCompletions),
  route("POST", "/v1/completions", answerCompletions),
  route("GET", "/v1/models", answerModels),
  route("GET", "/v1/models/:model+", answerModel),
  route("GET", "/v1/routing", answerRouting),
  route("GET", "/v1/traffic", answerTraffic),
  route("GET", "/v1/balance", answerBalance),
  route("GET", "/v1/receipts/:id", answerReceipt),
  route("POST", "/v1/relay/:hotkey", answerRelay),
  route("GET", "/v1/shapes", answerShapes),
  route("GET", "/health", answerHealth),
  route("GET", "/ready", answerReady),
  route("GET", "/metrics", answerMetrics),
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Fills in the exchange's params. Throws 404 or 405. */
export function findRoute(exchange: Exchange): Handler {
  const method = exchange.request.method ?? "";
  let pathKnown = false;
  for (const each of routes) {
    const match = each.pattern.exec(exchange.path);
    if (match === null) continue;
    pathKnown = true;
    if (each.method !== method && !(method === "HEAD" && each.method === "GET")) continue;
    const groups = match.groups ?? {};
    exchange.params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decoded(value)]));
    return each.handler;
  }
  throw pathKnown ? wrongMethod(method) : unknownRoute(method, exchange.path.slice(0, 200));
}
